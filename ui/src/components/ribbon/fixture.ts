/** A made-up autumn term for the tests of the ribbon: a holiday in October, marks until Wednesday 25 November 2026. */
import type { DayView, MarkKind, MarkView, RibbonView, SignMarkView } from '../../ipc/contract';
import { addDays } from '../date';
import { weekday } from './axis';

const MEANING: Record<string, [MarkKind, string]> = {
  '/': ['present', 'Present in the morning'],
  '\\': ['present', 'Present in the afternoon'],
  L: ['late', 'Late, before the register closed'],
  I: ['authorised', 'Illness'],
  N: ['unauthorised', 'Reason not yet established'],
  '#': ['not_counted', 'Planned whole-school closure'],
  V: ['present', 'Educational visit or trip'],
};

export function mark(code: string): MarkView {
  const [kind, meaning] = MEANING[code] ?? ['unauthorised', code];
  return { code, kind, meaning };
}

export const TODAY = '2026-11-25';

type Options = {
  from?: string;
  to?: string;
  marksUntil?: string | null;
  marks?: Record<string, [string | null, string | null]>;
  closed?: string[];
  signs?: SignMarkView[];
  flags?: RibbonView['flags'];
};

/** Monday to Friday of a stretch, present unless `marks` says otherwise. */
export function term({
  from = '2026-09-02',
  to = '2026-12-18',
  marksUntil = TODAY,
  marks = {},
  closed = ['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30'],
  signs = [],
  flags = [],
}: Options = {}): RibbonView {
  const days: DayView[] = [];
  for (let on = from; on <= to; on = addDays(on, 1)) {
    if (weekday(on) > 5) continue;
    const shut = closed.includes(on) || marksUntil === null || on > marksUntil;
    const [am, pm] = shut ? [null, null] : (marks[on] ?? ['/', '\\']);
    days.push({
      on,
      open: !shut,
      am: am === null ? null : mark(am),
      pm: pm === null ? null : mark(pm),
    });
  }
  return {
    attendance: {
      pupil: 'p1',
      term: 'autumn',
      from,
      to,
      days,
      tally: {
        possible: 109,
        present: 96,
        authorised: 5,
        unauthorised: 8,
        not_counted: 2,
        no_mark: 0,
        attendance: '88.1',
        absence: '11.9',
        persistent: true,
        severe: false,
      },
      marks_until:
        marksUntil === null
          ? null
          : { day: marksUntil, session: 'am', imported_at: '2026-11-25T13:30:00Z' },
    },
    signs,
    flags,
    undated: 0,
  };
}
