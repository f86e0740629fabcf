/**
 * An act that takes its time: making keys, writing the log anew. Whoever began it may be on another page when it ends, and is
 * neither called back from there nor left without the answer.
 */
import type { Problem } from '../../components/problem';
import { Refusal } from '../../ipc/call';
import { way } from '../frame/way.svelte';
import { problemsOf } from '../session/refusal';
import type { Section } from './sections';

export class Act {
  readonly #step = way.step;

  /** Whether the page on which it was begun is still open. */
  get isHere(): boolean {
    return way.step === this.#step;
  }

  /** Says what came of it on its page of Settings, or at the top of the page where the person is by then. */
  done(section: Section, said: string) {
    if (this.isHere) way.go({ name: 'settings', section }, said);
    else way.said = said;
  }

  /** The lines of the page's summary; of a page that is gone, the refusal is said where the person is. */
  refused(thrown: unknown, fields: Record<string, string> = {}): Problem[] {
    if (this.isHere || !(thrown instanceof Refusal)) return problemsOf(thrown, fields);
    way.refused = thrown.code;
    return [];
  }
}
