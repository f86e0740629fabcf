/**
 * Which page of the closed book lies open, and what is passed from one to the next. Every lock turns it back to the passphrase.
 */
import type { ErrorCode } from '../../ipc/contract';

export type DoorPage = 'passphrase' | 'kit' | 'copy' | 'restore';

/** A kit that opened the log a moment ago, and is to be made anew. */
export type UsedKit = { kit: number; boundToLaptop: boolean };

/** The keys fit, and the copy of the log is not the one last seen: it waits for a decision. */
export const isOtherCopy = (code: ErrorCode): boolean => code === 'older_copy' || code === 'forked';

class Door {
  page = $state<DoorPage>('passphrase');
  /** Stands before Today until the kit is made anew, or the person puts it off. */
  usedKit = $state.raw<UsedKit | null>(null);
  /** A kit that was typed for a restored backup opens it too, once. */
  #typed: string | null = null;

  turnTo(page: DoorPage, typed: string | null = null) {
    this.#typed = typed;
    this.page = page;
  }

  /** The words that were passed on; gone when they are taken. */
  takeTyped(): string | null {
    const typed = this.#typed;
    this.#typed = null;
    return typed;
  }

  /** The log is locked. */
  shut() {
    this.turnTo('passphrase');
    this.usedKit = null;
  }
}

export const door = new Door();
