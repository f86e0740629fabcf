/**
 * A kit in the place of kit 1 or 2: its words are drawn, shown once, and count when they were typed back. Until then the former one
 * opens the log. Knows no page: the closed book and Settings each have theirs.
 */
import type { Problem } from '../../components/problem';
import { call, Refusal } from '../../ipc/call';
import type { KitView } from '../../ipc/contract';
import { kitOf, problemsOfKit, problemsOfRefusedKit, wordRefused } from './kit';

/** The id of the field into which it is typed back. */
export const FIELD = 'words';

export class NewKit {
  made = $state.raw<KitView | null>(null);
  typed = $state('');
  /** The word that no kit has, counted from one. */
  wrong = $state<number | null>(null);
  problems = $state.raw<Problem[]>([]);

  constructor(readonly kit: number) {}

  /** Draws its words. False when that was refused. */
  async draw(): Promise<boolean> {
    try {
      this.made = await call('make_kit', { kit: this.kit });
      return true;
    } catch (thrown) {
      this.problems = problemsOfRefusedKit(thrown, FIELD);
      return false;
    }
  }

  /** Puts it in place. `gone`: the words were let go of meanwhile, and others have to be drawn. */
  async confirm(): Promise<'done' | 'refused' | 'gone'> {
    this.wrong = null;
    this.problems = problemsOfKit(this.typed, FIELD);
    if (this.problems.length > 0) return 'refused';
    try {
      await call('confirm_new_kit', { kit: this.kit, words: kitOf(this.typed) });
      return 'done';
    } catch (thrown) {
      this.problems = problemsOfRefusedKit(thrown, FIELD);
      this.wrong = wordRefused(thrown);
      return thrown instanceof Refusal && thrown.code === 'kit_gone' ? 'gone' : 'refused';
    }
  }
}
