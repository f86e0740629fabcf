/**
 * How a file was left, for who comes back to it: the tab, the stretch, the filters, the place on the page and the control that
 * had the focus. It belongs to one step of the way and is forgotten with it; going to the file anew begins anew. Held in
 * memory alone: it would say whose file was read.
 */
import type { Stretch } from '../../components/ribbon/walk';
import type { SignView } from '../../ipc/contract';
import type { file } from '../../text/file';

export type Left = {
  tab: keyof typeof file.tab;
  chosen: Stretch | null;
  sign: SignView | 'all';
  order: 'newest' | 'oldest';
  scroll: number;
  /** The id of the control. */
  focus: string;
};

const steps = new WeakMap<object, Left>();

/** What this step of the way was left with; none when the file is opened. */
export function leftAt(page: object): Left | null {
  return steps.get(page) ?? null;
}

export function leave(page: object, left: Left) {
  steps.set(page, left);
}
