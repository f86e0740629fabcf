/**
 * The axis of the ribbon: which day stands where. School days only; a small gap is a weekend, a hatched band a stretch in
 * which the school was closed. Pure. Never here: colours, words, counting.
 */
import type { DayView } from '../../ipc/contract';
import { addDays } from '../date';

export type SlotKind = 'school' | 'weekend' | 'closed';

/** One calendar day on the axis, in pixels. Days of a weekend or a band share its width, so that each has its own place. */
export type Slot = { on: string; kind: SlotKind; left: number; right: number; x: number };
export type Band = { from: string; to: string; left: number; right: number };
export type AxisTick = { x: number; label: string };
export type Axis = { slots: Slot[]; bands: Band[]; ticks: AxisTick[]; unit: number };

/** In school days. */
const WEEKEND = 0.45;
/** What each further school day adds to the width of a band: long enough to tell a day from a week, short enough for a summer. */
const BAND_STEP = 0.15;
const WIDEST_DAY = 24;
/** A generous width of one character of an axis label at 12.5 px. */
const CHARACTER = 7;
const LABEL_GAP = 6;
/** The least width at which every week can carry its day of the month. */
const NARROWEST_WEEK = 26;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

type Stretch = {
  from: string;
  to: string;
  days: DayView[];
  /** Last day whose marks are in. After it a day without marks is unknown, not closed. */
  marksUntil: string | null;
};

type Run = { kind: SlotKind; days: string[] };

/** Lays the stretch out between two edges. A short stretch keeps days of a readable width and leaves the rest empty. */
export function buildAxis(stretch: Stretch, left: number, right: number): Axis {
  const runs = runsOf(stretch);
  const total = runs.reduce((sum, run) => sum + widthOf(run), 0);
  const unit = total > 0 ? Math.min((right - left) / total, WIDEST_DAY) : 0;

  const slots: Slot[] = [];
  const bands: Band[] = [];
  let at = left;
  for (const run of runs) {
    const width = widthOf(run) * unit;
    const each = width / run.days.length;
    run.days.forEach((on, i) => {
      const start = at + i * each;
      slots.push({ on, kind: run.kind, left: start, right: start + each, x: start + each / 2 });
    });
    if (run.kind === 'closed') {
      bands.push({
        from: run.days[0] ?? '',
        to: run.days.at(-1) ?? '',
        left: at,
        right: at + width,
      });
    }
    at += width;
  }
  return { slots, bands, ticks: ticksOf(slots, unit), unit };
}

/** The slot of a day, or nothing when the day is outside the stretch. */
export function slotOf(axis: Axis, on: string): Slot | undefined {
  return axis.slots.find((slot) => slot.on === on);
}

/** Monday is 1, Sunday 7. */
export function weekday(on: string): number {
  return new Date(`${on}T00:00:00Z`).getUTCDay() || 7;
}

function runsOf({ from, to, days, marksUntil }: Stretch): Run[] {
  const known = new Map(days.map((day) => [day.on, day]));
  // Where the log knows of open days to come, it also knows of the closed ones among them.
  const sure = days.reduce(
    (latest, day) => (day.open && day.on > latest ? day.on : latest),
    marksUntil ?? '',
  );
  const kindOf = (on: string): SlotKind => {
    const open = known.get(on)?.open;
    // A school that opens on a Saturday has marks on it, and a Saturday with marks is a school day.
    if (weekday(on) > 5) return open ? 'school' : 'weekend';
    return open || on > sure ? 'school' : 'closed';
  };

  const runs: Run[] = [];
  for (let on = from; on <= to; on = addDays(on, 1)) {
    const kind = kindOf(on);
    const last = runs.at(-1);
    if (last?.kind === kind && kind !== 'school') last.days.push(on);
    else runs.push({ kind, days: [on] });
  }
  return joined(runs);
}

/** A weekend inside a holiday belongs to the holiday. */
function joined(runs: Run[]): Run[] {
  const out: Run[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    const before = out.at(-2);
    if (run.kind === 'closed' && last?.kind === 'weekend' && before?.kind === 'closed') {
      out.pop();
      before.days.push(...last.days, ...run.days);
    } else {
      out.push(run);
    }
  }
  return out;
}

function widthOf(run: Run): number {
  if (run.kind === 'school') return 1;
  if (run.kind === 'weekend') return WEEKEND;
  const schoolDays = run.days.filter((on) => weekday(on) <= 5).length;
  return 1 + BAND_STEP * (schoolDays - 1);
}

/**
 * One label a week at its first school day, with the month where it changes. What does not fit is left out, never squeezed; where
 * weeks are too narrow for a label each, months alone are named.
 */
function ticksOf(slots: Slot[], unit: number): AxisTick[] {
  if (unit * (5 + WEEKEND) < NARROWEST_WEEK) return monthsOf(slots);
  const ticks: AxisTick[] = [];
  let week = '';
  let month = '';
  let free = -Infinity;
  for (const slot of slots) {
    if (slot.kind !== 'school') continue;
    const monday = addDays(slot.on, 1 - weekday(slot.on));
    if (monday === week) continue;
    week = monday;
    if (slot.left < free) continue;
    const label = slot.on.slice(0, 7) === month ? dayNumber(slot.on) : dayAndMonth(slot.on);
    month = slot.on.slice(0, 7);
    free = slot.left + label.length * CHARACTER + LABEL_GAP;
    ticks.push({ x: slot.left, label });
  }
  return ticks;
}

function monthsOf(slots: Slot[]): AxisTick[] {
  const first = new Map<string, Slot>();
  for (const slot of slots) {
    const month = slot.on.slice(0, 7);
    if (slot.kind === 'school' && !first.has(month)) first.set(month, slot);
  }
  return [...first].map(([month, slot]) => ({
    x: slot.left,
    label: MONTHS[Number(month.slice(5)) - 1] ?? '',
  }));
}

const dayNumber = (on: string) => String(Number(on.slice(8, 10)));
const dayAndMonth = (on: string) => `${dayNumber(on)} ${MONTHS[Number(on.slice(5, 7)) - 1]}`;
