/**
 * Keeps what is being typed as a draft in the vault. At most two seconds of typing are ever unsaved, pause or none: the clock
 * starts with the first unsaved key and is not put back by the next one. Knows no form: it is given the words and a way to
 * keep them.
 */

/** The time from the first unsaved key to the save. The other second of the promise is for the save itself. */
export const WAIT_MS = 1000;

export type DraftState = 'clean' | 'waiting' | 'saving' | 'failed';

export class Autosave<Body> {
  /** RFC 3339, of the last draft that was kept. */
  savedAt = $state<string | null>(null);
  state = $state<DraftState>('clean');

  readonly #keep: (body: Body) => Promise<string>;
  #newest: Body | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #ended = false;

  /** `keep` stores a draft and answers when it was stored. */
  constructor(keep: (body: Body) => Promise<string>) {
    this.#keep = keep;
    open.add(this);
  }

  /** Call with every change of the words. */
  changed(body: Body) {
    if (this.#ended) return;
    this.#newest = body;
    if (this.state !== 'saving' && this.state !== 'failed') this.state = 'waiting';
    this.#timer ??= setTimeout(() => void this.flush(), WAIT_MS);
  }

  /** Keeps the newest words at once, and waits until they are kept. False when they could not be. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#running) await this.#running;
    if (this.#newest === undefined || this.#ended) return this.state !== 'failed';
    this.#running = this.#save(this.#newest);
    await this.#running;
    return this.#newest === undefined;
  }

  async #save(body: Body) {
    this.#newest = undefined;
    this.state = 'saving';
    try {
      this.savedAt = await this.#keep(body);
      this.state = this.#newest === undefined ? 'clean' : 'waiting';
    } catch {
      // Nothing typed since is newer: these words are still the ones to keep, and the next second tries again.
      this.#newest ??= body;
      this.state = 'failed';
      if (!this.#ended) this.#timer ??= setTimeout(() => void this.flush(), WAIT_MS);
    } finally {
      this.#running = undefined;
    }
  }

  /** The form was saved or left: nothing more is kept. Waits for a save under way, so that none comes after. */
  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    open.delete(this);
    while (this.#running) await this.#running;
  }

  /** The page goes away: the last words are kept first. After `end` there is nothing left to keep. */
  async close(): Promise<void> {
    await this.flush();
    await this.end();
  }

  /** Takes `end` back, when a save was refused and the form stays. */
  resume(body: Body) {
    this.#ended = false;
    open.add(this);
    this.changed(body);
  }
}

// Nothing is drawn from this set, so it need not be reactive.
// eslint-disable-next-line svelte/prefer-svelte-reactivity
const open = new Set<{ flush(): Promise<boolean> }>();

/** Keeps every open draft: before a lock, and when the shell asks for the last words. */
export async function flushAll(): Promise<void> {
  await Promise.all([...open].map((autosave) => autosave.flush()));
}
