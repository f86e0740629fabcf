/**
 * Where the person is. A page is a value; `go` opens it, `back` returns to the one before. Nothing of it is written to an
 * address or to storage: it would outlive the lock.
 */
import type { ErrorCode } from '../../ipc/contract';
import type { Section } from '../settings/sections';

export type Page =
  | { name: 'today' }
  | { name: 'own' }
  | { name: 'record'; pupil?: string; draft?: string }
  | { name: 'read'; concern: string }
  | { name: 'pupils' }
  | { name: 'pupil'; pupil: string; entry?: string }
  | { name: 'attendance' }
  | { name: 'referrals' }
  | { name: 'referral'; pupil?: string; draft?: string }
  | { name: 'import' }
  | { name: 'search'; text: string }
  | { name: 'settings'; section?: Section };

export type PageName = Page['name'];

const HISTORY = 50;

class Way {
  here = $state.raw<Page>({ name: 'today' });
  /** Grows with each step, so that opening the same page again makes it anew. */
  step = $state(0);
  /** Said once at the top of the next page, for example "Saved to Wren's file at 14:07." */
  said = $state<string | null>(null);
  /** What a page could not do, when the page has no place of its own to say it. Gone with the next step. */
  refused = $state<ErrorCode | null>(null);
  /** Where every visit begins: Today, or for a recorder what they wrote themselves. */
  #home: Page = { name: 'today' };
  #before: Page[] = [];

  go(page: Page, said: string | null = null) {
    this.#before = [...this.#before, this.here].slice(-HISTORY);
    this.#open(page, said);
  }

  back(said: string | null = null) {
    this.#open(this.#before.pop() ?? this.#home, said);
  }

  /** After unlocking, every visit begins at home. */
  restart(home: Page = { name: 'today' }) {
    this.#home = home;
    this.#before = [];
    this.#open(home, null);
  }

  #open(page: Page, said: string | null) {
    this.said = said;
    this.refused = null;
    this.here = page;
    this.step += 1;
  }
}

export const way = new Way();
