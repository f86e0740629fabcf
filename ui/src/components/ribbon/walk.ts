/**
 * Walking along the ribbon and choosing a stretch of it, by key and by pointer. Pure: a position in, a position out.
 */
import type { RibbonView } from '../../ipc/contract';
import { addDays } from '../date';
import type { Axis, Slot } from './axis';

/** A chosen stretch, both days included. */
export type Stretch = { from: string; to: string };

/** The days at which the arrow keys stop: school days, a closed stretch once, and any other day on which something stands. */
export function stopsOf(axis: Axis, view: RibbonView): Slot[] {
  const holds = new Set([
    ...view.signs.map((mark) => mark.on),
    ...view.flags.map((flag) => flag.on),
  ]);
  const starts = new Set(axis.bands.map((band) => band.from));
  return axis.slots.filter(
    (slot) => slot.kind === 'school' || holds.has(slot.on) || starts.has(slot.on),
  );
}

export type Step = 'day' | 'day_back' | 'week' | 'week_back' | 'first' | 'last';

const KEYS: Record<string, Step> = {
  ArrowRight: 'day',
  ArrowUp: 'day',
  ArrowLeft: 'day_back',
  ArrowDown: 'day_back',
  PageUp: 'week',
  PageDown: 'week_back',
  Home: 'first',
  End: 'last',
};

export function stepOf(key: string): Step | null {
  return KEYS[key] ?? null;
}

/** The stop that a step leads to, by its index. A week ahead is the first stop at or after the same weekday. */
export function walk(stops: readonly Slot[], at: number, step: Step): number {
  const last = stops.length - 1;
  const here = stops[at];
  if (!here) return 0;
  switch (step) {
    case 'day':
      return Math.min(at + 1, last);
    case 'day_back':
      return Math.max(at - 1, 0);
    case 'first':
      return 0;
    case 'last':
      return last;
    case 'week': {
      const found = stops.findIndex((stop) => stop.on >= addDays(here.on, 7));
      return found < 0 ? last : found;
    }
    case 'week_back': {
      const found = stops.findLastIndex((stop) => stop.on <= addDays(here.on, -7));
      return Math.max(found, 0);
    }
  }
}

/** Where a walk begins: today, or the last stop before it. */
export function startAt(stops: readonly Slot[], today: string): number {
  return Math.max(
    stops.findLastIndex((stop) => stop.on <= today),
    0,
  );
}

/** The stretch between two days, whichever comes first. */
export function between(a: string, b: string): Stretch {
  return a <= b ? { from: a, to: b } : { from: b, to: a };
}

/** The day under a point of the axis; before and after it, the first and the last. */
export function dayAt(axis: Axis, x: number): Slot | undefined {
  return axis.slots.find((slot) => x < slot.right) ?? axis.slots.at(-1);
}

/** The edges of a chosen stretch on the axis, or nothing when it lies outside. */
export function edgesOf(axis: Axis, { from, to }: Stretch): { left: number; right: number } | null {
  const inside = axis.slots.filter((slot) => slot.on >= from && slot.on <= to);
  const first = inside[0];
  const last = inside.at(-1);
  return first && last ? { left: first.left, right: last.right } : null;
}

/** The other end of the stretch when a pointer takes hold of a handle; nothing when it touches none. */
export function heldFrom(
  axis: Axis,
  chosen: Stretch | null,
  x: number,
  reach: number,
): string | null {
  const edges = chosen && edgesOf(axis, chosen);
  if (!chosen || !edges) return null;
  if (Math.abs(x - edges.left) <= reach) return chosen.to;
  if (Math.abs(x - edges.right) <= reach) return chosen.from;
  return null;
}

/** The school year that holds a day: 1 September to 31 August. */
export function schoolYearOf(on: string): Stretch {
  const year = Number(on.slice(0, 4)) - (Number(on.slice(5, 7)) < 9 ? 1 : 0);
  return { from: `${year}-09-01`, to: `${year + 1}-08-31` };
}
