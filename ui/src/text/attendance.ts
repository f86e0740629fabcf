/** Words of attendance: the list of gaps, and one pupil's marks with what they add up to. */
import type { MarksUntilView, SessionView, TallyView } from '../ipc/contract';
import { dateInWords, dayInWords, dayOf, timeOf } from './date';

const SESSION: Record<SessionView, string> = { am: 'morning', pm: 'afternoon' };

export const attendance = {
  heading: 'Attendance gaps',
  bringIn: 'Bring in marks',
  table: 'Gaps that a rule noticed',
  columns: {
    pupil: 'Pupil',
    register: (weeks: number) => `Register, ${weeks} weeks`,
    noticed: 'What was noticed',
    act: 'Look',
  },
  year: (group: string) => `Year ${group}`,
  look: 'Look',
  lookLabel: (name: string) => `Open the file of ${name}`,
  rule: 'These are facts and the rule that matched. They say nothing about why.',
  empty: 'No rule noticed a gap on this day.',
  noMarks: 'No marks have been brought in yet. Gaps appear here after the first import.',
  stale: (day: string) =>
    `The marks end on ${day}. What came after is not here, so no gap in it can be noticed.`,
  noMarksKnown: 'No marks yet',

  tally: 'What the marks add up to',
  possible: 'Possible sessions',
  present: 'Present',
  authorised: 'Absent, authorised',
  unauthorised: 'Absent, unauthorised',
  notCounted: 'Not counted',
  noMark: 'No mark yet',
  rateOf: (rate: string | null, of: number) =>
    rate === null ? 'No possible session yet' : `${rate}% of ${of} possible sessions`,
  present_rate: 'Attended',
  absent_rate: 'Absent',
  persistent: 'Persistent absence: absent for a tenth or more of the possible sessions',
  severe: 'Severe absence: absent for half or more of the possible sessions',
  howCounted:
    'Possible is present, authorised and unauthorised together. What is not counted is in no rate.',
  from: 'From',
  to: 'To',
  show: 'Show this stretch',
  thisTerm: 'This term',
  days: 'Day by day',
  daysCaption: 'Each school day with its marks',
  day: 'Day',
  am: 'Morning',
  pm: 'Afternoon',
  onlyBreaks: 'Only days with something other than present',
  everyDay: 'Every school day',
  noDays: 'Nothing other than present in this stretch.',
  totals: 'Earlier years',
  totalsCaption: 'Yearly totals as they came with the pupil data',
  totalsColumns: {
    year: 'School year',
    school: 'School',
    possible: 'Possible',
    attended: 'Attended',
    authorised: 'Authorised',
    unauthorised: 'Unauthorised',
    rate: 'Attendance',
  },
  totalsEmpty: 'No yearly totals came with the pupil data.',
  needFrom: 'Write the first day',
  needTo: 'Write the last day',
  order: 'The last day must not be before the first',
};

/** "Marks to Wednesday 25 November, morning, brought in 13:30". */
export function marksUntilWords(until: MarksUntilView | null): string {
  if (!until) return attendance.noMarksKnown;
  const imported = dayOf(until.imported_at);
  return `Marks to ${dayInWords(until.day)}, ${SESSION[until.session]}, brought in ${imported === until.day ? '' : `${dateInWords(imported)}, `}${timeOf(until.imported_at)}`;
}

/** "Absent 13 of 109 possible (11.9%)". */
export function absentWords(tally: TallyView): string {
  const absent = tally.authorised + tally.unauthorised;
  const rate = tally.absence === null ? '' : ` (${tally.absence}%)`;
  return `Absent ${absent} of ${tally.possible} possible${rate}`;
}
