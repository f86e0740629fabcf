/**
 * What the window knows of the vault: its state, and who is here. All of it comes from `get_status`, and all of it is gone
 * after a lock. Here also: locking, and telling the log that somebody is awake.
 */
import { call } from '../../ipc/call';
import type { LastBackupView, PersonView, Place, StatusView, TodayView } from '../../ipc/contract';
import { flushAll } from '../draft/autosave.svelte';
import { way } from '../frame/way.svelte';
import { door } from './door.svelte';
import { theme } from './theme.svelte';

/** Activity is reported at most this often; the log counts its idle minutes itself. */
const AWAKE_EVERY_MS = 20_000;
/** How often is asked how it stands with the log: backups are made by themselves, and days end. */
const FOLLOW_EVERY_MS = 30_000;
/** The same while a backup is being written. */
const FOLLOW_CLOSELY_MS = 3_000;

class Session {
  status = $state.raw<StatusView | null>(null);
  /** Counts beside the places of the spine; set by Today. */
  waiting = $state.raw<Record<string, number>>({});
  #awakeAt = 0;
  #locking = false;

  /** The person, while the log is open. */
  get me(): PersonView | null {
    return this.status?.person ?? null;
  }

  /** Whoever adds concerns and sees only their own: the spine and the bar show no other way. */
  get isRecorder(): boolean {
    return this.me?.role === 'recorder';
  }

  /** The last good backup, for whoever can make one. A made-up school needs none. */
  get backup(): LastBackupView | null {
    if (this.isRecorder || this.status?.made_up) return null;
    return this.status?.backup ?? null;
  }

  /** Today at the school, YYYY-MM-DD. */
  get today(): string {
    return this.status?.today ?? '';
  }

  async refresh() {
    this.open(await call('get_status'));
  }

  /** Takes a status that a command answered with. */
  open(status: StatusView) {
    const before = this.status?.state;
    this.status = status;
    theme.show(status.theme);
    if (status.state !== 'unlocked') {
      this.waiting = {};
      if (before === 'unlocked') door.shut();
    } else if (before !== 'unlocked')
      way.restart(this.isRecorder ? { name: 'own' } : { name: 'today' });
  }

  /** Asks again and again how it stands, as long as the book lies open. Returns what ends it. */
  follow(): () => void {
    let ended = false;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      const every = this.status?.backup?.running ? FOLLOW_CLOSELY_MS : FOLLOW_EVERY_MS;
      timer = setTimeout(() => void ask(), every);
    };
    const ask = async () => {
      try {
        await this.refresh();
      } finally {
        if (!ended) wait();
      }
    };
    wait();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }

  async choose(place: Place) {
    this.open(await call('choose_place', { place }));
  }

  /** Keeps the last words, then locks. The shell makes the web view anew; until then the cover is shown. */
  async lock() {
    if (this.#locking || this.status?.state !== 'unlocked') return;
    this.#locking = true;
    try {
      await flushAll();
      this.open(await call('lock'));
    } finally {
      this.#locking = false;
    }
  }

  /** A key or a pointer moved. Keys may be held before the log is open: during set-up, by a kit, by a copy that waits. */
  awake(now: number) {
    if (now - this.#awakeAt < AWAKE_EVERY_MS) return;
    this.#awakeAt = now;
    // A log that locked itself a moment ago refuses this; the status that follows says so.
    call('keep_awake').catch(() => this.refresh());
  }

  count(today: TodayView) {
    this.waiting = {
      today: today.to_read.length + today.drafts.length,
      attendance: today.gaps.length,
      referrals: today.referrals.length,
    };
  }
}

export const session = new Session();
