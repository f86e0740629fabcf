import { describe, expect, it } from 'vitest';
import { spokenDay, stretchWords, tallyWords } from '../../text/ribbon';
import { SIGNS } from '../../text/sign';
import { buildAxis, slotOf } from './axis';
import { factsOf, rowsOf } from './facts';
import { mark, term, TODAY } from './fixture';
import { layOut } from './layout';
import { between, dayAt, edgesOf, heldFrom, schoolYearOf, startAt, stopsOf, walk } from './walk';

const axisOf = (view = term(), left = 176, right = 1104) =>
  buildAxis(
    {
      from: view.attendance.from,
      to: view.attendance.to,
      days: view.attendance.days,
      marksUntil: view.attendance.marks_until?.day ?? null,
    },
    left,
    right,
  );

const say = (view: ReturnType<typeof term>, on: string) => {
  const axis = axisOf(view);
  const slot = slotOf(axis, on);
  if (!slot) throw new Error(`no slot for ${on}`);
  return spokenDay(factsOf(axis, view, slot, TODAY));
};

describe('the axis', () => {
  it('gives every school day the same width, from edge to edge', () => {
    const axis = axisOf();
    const widths = axis.slots.filter((s) => s.kind === 'school').map((s) => s.right - s.left);
    expect(Math.max(...widths) - Math.min(...widths)).toBeLessThan(1e-9);
    expect(axis.slots[0]?.left).toBe(176);
    expect(axis.slots.at(-1)?.right).toBeCloseTo(1104);
  });

  it('makes a weekend a gap of less than half a day, with a place for Saturday and one for Sunday', () => {
    const axis = axisOf();
    const saturday = slotOf(axis, '2026-09-05');
    const sunday = slotOf(axis, '2026-09-06');
    expect((sunday?.right ?? 0) - (saturday?.left ?? 0)).toBeCloseTo(axis.unit * 0.45);
    expect(saturday?.x).toBeLessThan(sunday?.x ?? 0);
  });

  it('hatches a closed week as one narrow band, without its weekends', () => {
    const axis = axisOf();
    expect(axis.bands).toHaveLength(1);
    expect(axis.bands[0]).toMatchObject({ from: '2026-10-26', to: '2026-10-30' });
    const width = (axis.bands[0]?.right ?? 0) - (axis.bands[0]?.left ?? 0);
    expect(width).toBeCloseTo(axis.unit * 1.6);
  });

  it('takes the weekend between two closed weeks into their band', () => {
    const closed = ['21', '22', '23', '24', '25', '28', '29', '30', '31'].map(
      (d) => `2026-12-${d}`,
    );
    const axis = axisOf(
      term({ to: '2027-01-08', marksUntil: '2027-01-08', closed: [...closed, '2027-01-01'] }),
    );
    expect(axis.bands).toHaveLength(1);
    expect(slotOf(axis, '2026-12-26')?.kind).toBe('closed');
  });

  it('hatches a single closed day at the width of a day', () => {
    const axis = axisOf(term({ closed: ['2026-10-09'] }));
    expect((axis.bands[0]?.right ?? 0) - (axis.bands[0]?.left ?? 0)).toBeCloseTo(axis.unit);
  });

  it('does not call a day closed that lies after the last marks', () => {
    const axis = axisOf();
    expect(slotOf(axis, '2026-11-26')?.kind).toBe('school');
    expect(axis.bands.every((band) => band.from <= TODAY)).toBe(true);
  });

  it('draws days of a readable width when the stretch is short', () => {
    const axis = axisOf(term({ from: '2026-11-23', to: '2026-11-25' }));
    expect(axis.unit).toBe(24);
    expect(axis.slots.at(-1)?.right).toBe(176 + 3 * 24);
  });

  it('names the month where it changes, and leaves out what does not fit', () => {
    const labels = axisOf().ticks.map((tick) => tick.label);
    expect(labels[0]).toBe('2 Sep');
    expect(labels).toContain('5 Oct');
    expect(labels).toContain('2 Nov');
    expect(labels).toContain('23');
  });

  it('names months alone where weeks are too narrow for a label each', () => {
    const year = axisOf(
      term({ to: '2027-07-21', marksUntil: '2027-07-21', closed: ['2026-10-26'] }),
    );
    expect(year.ticks.map((tick) => tick.label)).toEqual([
      'Sep',
      'Oct',
      'Nov',
      'Dec',
      'Jan',
      'Feb',
      'Mar',
      'Apr',
      'May',
      'Jun',
      'Jul',
    ]);
  });

  it('takes a Saturday with marks for a school day', () => {
    const view = term();
    view.attendance.days.push({ on: '2026-09-12', open: true, am: mark('/'), pm: null });
    expect(slotOf(axisOf(view), '2026-09-12')?.kind).toBe('school');
    expect(slotOf(axisOf(view), '2026-09-13')?.kind).toBe('weekend');
  });

  it('has no slots for a stretch that ends before it begins', () => {
    expect(axisOf(term({ from: '2026-12-18', to: '2026-09-02' })).slots).toEqual([]);
  });
});

describe('the layout', () => {
  it('keeps seven lanes in their one order, empty or not', () => {
    const layout = layOut(term(), 1112, TODAY);
    expect(layout.lanes.map((lane) => lane.sign)).toEqual(SIGNS);
    expect(layout.lanes.every((lane) => lane.marks.length === 0)).toBe(true);
  });

  it('is redrawn, not scaled: the lanes are as far apart at any width', () => {
    const gap = (width: number) => {
      const { lanes } = layOut(term(), width, TODAY);
      return (lanes[1]?.y ?? 0) - (lanes[0]?.y ?? 0);
    };
    expect(gap(1112)).toBe(14);
    expect(gap(1500)).toBe(14);
    expect(gap(640)).toBe(14);
  });

  it('leaves room for the chronology: under 200 px high with one row of flags', () => {
    const flags = [{ on: '2026-11-24', kind: 'referral_draft' as const, label: '' }];
    expect(layOut(term({ flags }), 1112, TODAY).height).toBeLessThan(200);
  });

  it('sets two marks of one lane on one day side by side', () => {
    const signs = ['a', 'b'].map((concern) => ({
      sign: 'calls' as const,
      on: '2026-11-10',
      source: 'seen' as const,
      concern,
    }));
    const { axis, lanes } = layOut(term({ signs }), 1112, TODAY);
    const marks = lanes[2]?.marks ?? [];
    expect((marks[1]?.x ?? 0) - (marks[0]?.x ?? 0)).toBe(8);
    expect(((marks[0]?.x ?? 0) + (marks[1]?.x ?? 0)) / 2).toBeCloseTo(
      slotOf(axis, '2026-11-10')?.x ?? 0,
    );
  });

  it('finds a place for a sign on a Saturday and for one in a holiday', () => {
    const signs = ['2026-11-14', '2026-10-28'].map((on) => ({
      sign: 'missing' as const,
      on,
      source: 'told' as const,
      concern: on,
    }));
    const { axis, lanes } = layOut(term({ signs }), 1112, TODAY);
    const marks = lanes[0]?.marks;
    expect(marks?.map((m) => m.on)).toEqual(['2026-11-14', '2026-10-28']);
    const band = axis.bands[0];
    expect(marks?.[1]?.x).toBeGreaterThan(band?.left ?? 0);
    expect(marks?.[1]?.x).toBeLessThan(band?.right ?? 0);
  });

  it('draws a day to come, a missing mark and each kind of mark apart', () => {
    const view = term({
      marksUntil: '2026-11-24',
      marks: {
        '2026-11-20': ['L', 'I'],
        '2026-11-23': ['N', '#'],
        '2026-11-24': ['/', null],
      },
    });
    const { register } = layOut(view, 1112, TODAY);
    const day = (on: string) => {
      const found = register.days.find((d) => d.on === on);
      return [found?.am, found?.pm];
    };
    expect(day('2026-11-20')).toEqual(['late', 'authorised']);
    expect(day('2026-11-23')).toEqual(['unauthorised', 'not_counted']);
    expect(day('2026-11-24')).toEqual(['present', 'no_mark']);
    expect(day('2026-11-25')).toEqual(['no_mark', 'no_mark']);
    expect(day('2026-11-26')).toEqual(['to_come', 'to_come']);
  });

  it('calls no mark missing where none was ever brought in', () => {
    const { register } = layOut(term({ marksUntil: null }), 1112, TODAY);
    expect(new Set(register.days.flatMap((day) => [day.am, day.pm]))).toEqual(new Set(['to_come']));
  });

  it('puts flags whose words would run into each other in rows, and turns the last one inward', () => {
    const flags = [
      { on: '2026-11-10', kind: 'decided' as const, label: 'support' },
      { on: '2026-11-11', kind: 'decided' as const, label: 'refer' },
      { on: '2026-12-18', kind: 'referral_sent' as const, label: 'EN-2026-0034' },
    ];
    const placed = layOut(term({ flags }), 1112, TODAY).flags;
    expect(placed.map((flag) => flag.y)).toEqual([6, 25, 6]);
    expect(placed.map((flag) => flag.words?.anchor)).toEqual(['start', 'start', 'end']);
    expect(placed[2]?.label).toBe('Referral EN-2026-0034');
  });

  it('says once what was decided twice on one day', () => {
    const flag = { on: '2026-11-10', kind: 'decided' as const, label: 'watch' };
    const placed = layOut(term({ flags: [flag, flag] }), 1112, TODAY).flags;
    expect(placed.map((p) => p.label)).toEqual(['Watch, 2 times']);
  });
});

describe('walking the days', () => {
  const view = term({
    marks: { '2026-11-09': ['N', 'N'] },
    signs: [{ sign: 'adults', on: '2026-11-14', source: 'told', concern: 'c' }],
  });
  const axis = axisOf(view);
  const stops = stopsOf(axis, view);
  const at = (on: string) => stops.findIndex((stop) => stop.on === on);

  it('steps over an empty weekend and stops at one on which something stands', () => {
    expect(stops[walk(stops, at('2026-11-06'), 'day')]?.on).toBe('2026-11-09');
    expect(stops[walk(stops, at('2026-11-13'), 'day')]?.on).toBe('2026-11-14');
  });

  it('crosses a holiday in one step', () => {
    expect(stops[walk(stops, at('2026-10-23'), 'day')]?.on).toBe('2026-10-26');
    expect(stops[walk(stops, at('2026-10-26'), 'day')]?.on).toBe('2026-11-02');
  });

  it('stays at the ends', () => {
    expect(walk(stops, 0, 'day_back')).toBe(0);
    expect(walk(stops, stops.length - 1, 'day')).toBe(stops.length - 1);
    expect(walk(stops, 5, 'first')).toBe(0);
    expect(walk([], 0, 'day')).toBe(0);
  });

  it('goes a week ahead and a week back to the same weekday', () => {
    expect(stops[walk(stops, at('2026-11-10'), 'week')]?.on).toBe('2026-11-17');
    expect(stops[walk(stops, at('2026-11-10'), 'week_back')]?.on).toBe('2026-11-03');
  });

  it('begins today', () => {
    expect(stops[startAt(stops, TODAY)]?.on).toBe(TODAY);
  });

  it('speaks a day: its date, the register, the signs and the flags', () => {
    expect(say(view, '2026-11-09')).toBe(
      'Monday 9 November, absent am and pm, unauthorised: reason not yet established',
    );
    expect(say(view, '2026-11-14')).toBe(
      'Saturday 14 November, reported: controlling or older adults',
    );
    expect(say(view, '2026-10-26')).toBe('Monday 26 October to Friday 30 October, school closed');
    expect(say(view, '2026-11-26')).toBe('Thursday 26 November, to come');
  });

  it('speaks each session where they differ, and today by name', () => {
    const mixed = term({
      marks: { '2026-11-24': ['L', 'I'], '2026-11-25': ['/', null], '2026-11-23': ['V', 'V'] },
      flags: [
        { on: '2026-11-24', kind: 'referral_sent', label: 'EN-2026-0034' },
        { on: '2026-11-24', kind: 'decided', label: 'refer' },
      ],
      signs: (['calls', 'injuries'] as const).map((sign) => ({
        sign,
        on: '2026-11-24',
        source: 'seen' as const,
        concern: sign,
      })),
    });
    expect(say(mixed, '2026-11-24')).toBe(
      'Tuesday 24 November, late am, absent pm, authorised: illness, seen first-hand: calls and texts; injuries, referral EN-2026-0034 sent, decided: refer',
    );
    expect(say(mixed, '2026-11-25')).toBe(
      'Wednesday 25 November, today, present am, no mark yet pm',
    );
    expect(say(mixed, '2026-11-23')).toBe(
      'Monday 23 November, present am and pm: educational visit or trip',
    );
  });
});

describe('choosing a stretch', () => {
  const axis = axisOf();

  it('takes two days in either order', () => {
    expect(between('2026-11-20', '2026-11-02')).toEqual({ from: '2026-11-02', to: '2026-11-20' });
  });

  it('finds the day under the pointer, and the ends beyond the ends', () => {
    const slot = slotOf(axis, '2026-11-10');
    expect(dayAt(axis, slot?.x ?? 0)?.on).toBe('2026-11-10');
    expect(dayAt(axis, -50)?.on).toBe('2026-09-02');
    expect(dayAt(axis, 9999)?.on).toBe('2026-12-18');
  });

  it('draws the band from the first edge to the last, and nothing outside the axis', () => {
    const edges = edgesOf(axis, { from: '2026-11-02', to: '2026-11-25' });
    expect(edges?.left).toBe(slotOf(axis, '2026-11-02')?.left);
    expect(edges?.right).toBe(slotOf(axis, '2026-11-25')?.right);
    expect(edgesOf(axis, { from: '2025-01-01', to: '2025-02-01' })).toBeNull();
  });

  it('holds the far end fixed when a handle is taken', () => {
    const chosen = { from: '2026-11-02', to: '2026-11-25' };
    const edges = edgesOf(axis, chosen);
    expect(heldFrom(axis, chosen, (edges?.left ?? 0) + 3, 6)).toBe('2026-11-25');
    expect(heldFrom(axis, chosen, (edges?.right ?? 0) - 3, 6)).toBe('2026-11-02');
    expect(heldFrom(axis, chosen, ((edges?.left ?? 0) + (edges?.right ?? 0)) / 2, 6)).toBeNull();
    expect(heldFrom(axis, null, 300, 6)).toBeNull();
  });

  it('knows the school year on both sides of September', () => {
    expect(schoolYearOf('2026-08-31')).toEqual({ from: '2025-09-01', to: '2026-08-31' });
    expect(schoolYearOf('2026-09-01')).toEqual({ from: '2026-09-01', to: '2027-08-31' });
  });
});

describe('the table and the heading', () => {
  it('lists only days on which something breaks the weave, and a closed stretch once', () => {
    const view = term({ marks: { '2026-11-09': ['N', 'N'], '2026-11-23': ['/', 'L'] } });
    expect(rowsOf(axisOf(view), view, TODAY).map((row) => row.on)).toEqual([
      '2026-10-26',
      '2026-11-09',
      '2026-11-23',
    ]);
  });

  it('puts the denominator first', () => {
    expect(tallyWords(term().attendance.tally)).toBe(
      '96 of 109 possible sessions (88.1%) · 5 authorised · 8 unauthorised · 2 not counted',
    );
  });

  it('says plainly that no marks are there', () => {
    const tally = { ...term().attendance.tally, possible: 0, not_counted: 0, attendance: null };
    expect(tallyWords(tally)).toBe('No marks have been brought in for this stretch');
  });

  it('names the year once', () => {
    expect(stretchWords('2026-09-02', '2026-12-18')).toBe('2 September to 18 December 2026');
    expect(stretchWords('2026-12-18', '2027-01-05')).toBe('18 December 2026 to 5 January 2027');
  });
});
