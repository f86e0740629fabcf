/**
 * The draft behind a form that is being written: its id, what is kept of the words, and what the person is told of it. Made while
 * a component is made, and closed with it. Knows no field of a form.
 */
import { onDestroy, untrack } from 'svelte';
import { call } from '../../ipc/call';
import type { DraftKind, DraftView } from '../../ipc/contract';
import { concern } from '../../text/concern';
import { timeOf } from '../../text/date';
import { Autosave } from './autosave.svelte';
import { newDraftId } from './id';

type Words = {
  kind: DraftKind;
  pupil: () => string | null;
  /** Everything that is written, as text. Each change of it is a change of the draft. */
  body: () => string;
  /** The first words, for lists. */
  opening: () => string;
  /** True while there is nothing yet that is worth a draft. */
  nothing?: () => boolean;
};
type Kept = Pick<DraftView, 'id' | 'kind' | 'pupil' | 'body' | 'opening'>;

export class Draft {
  /** Becomes the id of what is saved, so that a save sent twice is one. */
  id = $state(newDraftId());

  readonly #words: Words;
  readonly #autosave = new Autosave<Kept>(async (kept) => {
    const view = await call('save_draft', kept);
    return view.saved_at;
  });
  /** The words that need no keeping; none before `begin`. */
  #same: string | null = null;

  constructor(words: Words) {
    this.#words = words;
    $effect(() => {
      const body = words.body();
      untrack(() => {
        if (this.#same === null || body === this.#same) return;
        if (words.nothing?.() && !this.savedAt) return;
        this.#same = body;
        this.#autosave.changed(this.#kept());
      });
    });
    onDestroy(() => void this.#autosave.close());
  }

  /** From the words as they stand now, every change is kept; `draft` is where they come from. */
  begin(draft?: Pick<DraftView, 'id' | 'saved_at'>) {
    if (draft) {
      this.id = draft.id;
      this.#autosave.savedAt = draft.saved_at;
    }
    this.#same = this.#words.body();
  }

  #kept(): Kept {
    const { kind, pupil, body, opening } = this.#words;
    return { id: this.id, kind, pupil: pupil(), body: body(), opening: opening() };
  }

  /** RFC 3339, of the last time it was kept. */
  get savedAt(): string | null {
    return this.#autosave.savedAt;
  }

  get failed(): boolean {
    return this.#autosave.state === 'failed';
  }

  /** What stands beside the heading. */
  get said(): string {
    if (this.failed) return concern.draftFailed;
    return this.savedAt ? concern.draftSaved(timeOf(this.savedAt)) : '';
  }

  /** What stands in the box of problems. */
  get reassurance(): string {
    return this.savedAt ? concern.draftKept(timeOf(this.savedAt)) : concern.nothingLost;
  }

  /** Keeps the newest words at once. False when they could not be. */
  flush(): Promise<boolean> {
    return this.#autosave.flush();
  }

  /** Before the words are saved to the log, which takes the draft away: none may be written after. */
  end(): Promise<void> {
    return this.#autosave.end();
  }

  /** The save was refused: the words go on as a draft, kept at once. */
  async resume(): Promise<void> {
    this.#autosave.resume(this.#kept());
    await this.#autosave.flush();
  }
}
