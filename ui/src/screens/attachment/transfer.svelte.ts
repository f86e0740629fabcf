/**
 * The file that is on its way into an entry or out of it: one at a time, and it goes on while other pages are open. It is asked on
 * step by step, so that Cancel and a lock come in between.
 */
import { call } from '../../ipc/call';
import type { TransferView } from '../../ipc/contract';

export type Way = 'in' | 'out';

class Transfer {
  /** How far it is; null when nothing is on its way. */
  on = $state.raw<TransferView | null>(null);
  /** The entry that it belongs to. */
  concern = $state('');
  way = $state<Way>('in');
  /** From the dialog until it has arrived or was given up. */
  busy = $state(false);
  #stop = false;

  /** Brings a file to its end. Null when the person chose none, or cancelled. */
  async bring(
    concern: string,
    way: Way,
    begin: () => Promise<TransferView | null>,
  ): Promise<TransferView | 'stopped' | null> {
    this.busy = true;
    this.#stop = false;
    this.concern = concern;
    this.way = way;
    try {
      let on = await begin();
      while (on && !on.attachment && !on.saved) {
        this.on = on;
        if (this.#stop) {
          await call('stop_transfer', { handle: on.handle });
          return 'stopped';
        }
        on = await call('go_on', { handle: on.handle });
      }
      return on;
    } finally {
      this.on = null;
      this.busy = false;
    }
  }

  /** Ends it before its next step. */
  cancel() {
    this.#stop = true;
  }
}

export const transfer = new Transfer();
