/**
 * The whole ribbon as numbers: lanes, marks, flags, register and where each stands at a given width. Redrawn for each width and
 * never scaled, so its words keep their size. Pure. Never here: colours, the DOM.
 */
import type {
  FlagKind,
  FlagView,
  MarkView,
  RibbonView,
  SignMarkView,
  SignView,
  SourceView,
} from '../../ipc/contract';
import { SIGNS } from '../../text/sign';
import { flagWords } from '../../text/ribbon';
import { buildAxis, slotOf, type Axis } from './axis';

/** How one session is drawn. Size never encodes anything. */
export type Glyph =
  'present' | 'late' | 'authorised' | 'unauthorised' | 'not_counted' | 'no_mark' | 'to_come';

export type LaneMark = { x: number; on: string; source: SourceView; concern: string };
export type Lane = { sign: SignView; y: number; marks: LaneMark[] };
export type RegisterDay = { on: string; x: number; am: Glyph; pm: Glyph };
export type Flag = {
  x: number;
  y: number;
  on: string;
  kind: FlagKind;
  label: string;
  /** Where the words stand; none when no row had room for them. The day still speaks them. */
  words: { x: number; anchor: 'start' | 'end' } | null;
};

export type RibbonLayout = {
  width: number;
  height: number;
  /** Edges of the axis. */
  left: number;
  right: number;
  labels: number;
  axis: Axis;
  lanes: Lane[];
  register: { am: number; pm: number; height: number; days: RegisterDay[] };
  flags: Flag[];
  flagFoot: number;
  baseline: number;
  today: { x: number; words: { x: number; y: number; anchor: 'start' | 'end' } } | null;
};

const LANE = 14;
const SESSION = 13;
/** Room for the longest name of a lane. */
const LABELS = 182;
const FLAG_ROW = 19;
const MOST_FLAG_ROWS = 3;
const CHARACTER = 6.9;
const FLAG_GAP = 10;

export function layOut(view: RibbonView, width: number, today: string): RibbonLayout {
  const left = LABELS;
  const right = width - 8;

  const { attendance } = view;
  const axis = buildAxis(
    {
      from: attendance.from,
      to: attendance.to,
      days: attendance.days,
      marksUntil: attendance.marks_until?.day ?? null,
    },
    left,
    right,
  );

  const { flags, rows } = placeFlags(axis, view.flags, right);
  const flagFoot = 6 + rows * FLAG_ROW;
  const firstLane = flagFoot + LANE / 2 + 3;
  const lanes = SIGNS.map((sign, i) => ({
    sign,
    y: firstLane + i * LANE,
    marks: placeMarks(
      axis,
      view.signs.filter((mark) => mark.sign === sign),
    ),
  }));
  const am = firstLane + SIGNS.length * LANE + 4;
  const pm = am + SESSION + 1;
  const baseline = pm + SESSION / 2 + 3;

  return {
    width,
    height: baseline + 20,
    left,
    right,
    labels: left - 14,
    axis,
    lanes,
    register: {
      am,
      pm,
      height: SESSION - 3,
      days: placeRegister(axis, view, today),
    },
    flags,
    flagFoot,
    baseline,
    today: placeToday(axis, today, right, firstLane),
  };
}

/** The glyph of a session. A day still to come is no missing mark. */
export function glyphOf(mark: MarkView | null, on: string, today: string): Glyph {
  return mark?.kind ?? (on > today ? 'to_come' : 'no_mark');
}

function placeRegister(axis: Axis, view: RibbonView, today: string): RegisterDay[] {
  const { days, marks_until } = view.attendance;
  // Where no marks were ever brought in, none is missing.
  const latest = marks_until === null ? '' : today;
  const facts = new Map(days.map((day) => [day.on, day]));
  return axis.slots
    .filter((slot) => slot.kind === 'school')
    .map((slot) => {
      const day = facts.get(slot.on);
      return {
        on: slot.on,
        x: slot.x,
        am: glyphOf(day?.am ?? null, slot.on, latest),
        pm: glyphOf(day?.pm ?? null, slot.on, latest),
      };
    });
}

/** Several marks of one lane on one day stand side by side around the day, so that none hides another. */
function placeMarks(axis: Axis, marks: SignMarkView[]): LaneMark[] {
  const byDay = new Map<string, SignMarkView[]>();
  for (const mark of marks) byDay.set(mark.on, [...(byDay.get(mark.on) ?? []), mark]);
  return [...byDay].flatMap(([on, same]) => {
    const slot = slotOf(axis, on);
    if (!slot) return [];
    return same.map((mark, i) => ({
      x: slot.x + (i - (same.length - 1) / 2) * 8,
      on,
      source: mark.source,
      concern: mark.concern,
    }));
  });
}

/** Each flag carries its words beside it; flags that would run into each other stand in rows. */
function placeFlags(axis: Axis, views: FlagView[], right: number): { flags: Flag[]; rows: number } {
  const placed: Flag[] = [];
  const ends: number[] = [];
  for (const flag of merged(views)) {
    const slot = slotOf(axis, flag.on);
    if (!slot) continue;
    const label = flagWords(flag.kind, flag.label, flag.times);
    const room = label.length * CHARACTER;
    const flips = slot.x + 17 + room > right;
    const from = flips ? slot.x - 4 - room : slot.x - 2;
    const to = flips ? slot.x + 15 : slot.x + 17 + room;
    let row = ends.findIndex((end) => end + FLAG_GAP <= from);
    if (row < 0 && ends.length < MOST_FLAG_ROWS) row = ends.length;
    const fits = row >= 0;
    if (fits) ends[row] = to;
    placed.push({
      x: slot.x,
      y: 6 + (fits ? row : MOST_FLAG_ROWS - 1) * FLAG_ROW,
      on: flag.on,
      kind: flag.kind,
      label,
      words: fits ? { x: flips ? slot.x - 4 : slot.x + 17, anchor: flips ? 'end' : 'start' } : null,
    });
  }
  return { flags: placed, rows: Math.max(ends.length, 1) };
}

/** In order of days; the same words on one day are one flag that says how often. */
export function merged(views: FlagView[]): (FlagView & { times: number })[] {
  const found = new Map<string, FlagView & { times: number }>();
  for (const view of [...views].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    const key = `${view.on} ${view.kind} ${view.label}`;
    found.set(key, { ...view, times: (found.get(key)?.times ?? 0) + 1 });
  }
  return [...found.values()];
}

function placeToday(axis: Axis, today: string, right: number, firstLane: number) {
  const slot = slotOf(axis, today);
  if (!slot) return null;
  const fits = slot.right + 50 < right;
  return {
    x: slot.right,
    words: {
      x: fits ? slot.right + 5 : slot.right - 5,
      y: firstLane + 4,
      anchor: fits ? ('start' as const) : ('end' as const),
    },
  };
}
