/** Words of the ribbon: what each mark means, what a day says when the arrow keys reach it, and the heading's denominators. */
import type {
  FlagKind,
  FlagView,
  MarkView,
  SignMarkView,
  TallyView,
  TermView,
} from '../ipc/contract';
import { dateInWords, dayInWords } from './date';
import { SOURCE_TAG } from './concern';
import { SIGN } from './sign';

export const TERM: Record<TermView, string> = {
  autumn: 'Autumn term',
  spring: 'Spring term',
  summer: 'Summer term',
  other: 'Chosen stretch',
};

export const DECISION_SHORT: Record<string, string> = {
  watch: 'Watch',
  support: 'Support',
  refer: 'Refer',
  none: 'No action',
  later: 'Decide later',
};

export const ribbon = {
  label:
    'Term ribbon. Arrow keys walk the days and say what stands there. Shift with an arrow chooses a stretch.',
  actions: 'Actions and referrals',
  register: 'Register',
  am: 'am',
  pm: 'pm',
  today: 'Today',
  key: 'Key',
  keyTitle: 'Key to the ribbon',
  closeKey: 'Close',
  schoolYear: (from: string) =>
    `School year ${from.slice(0, 4)} to ${Number(from.slice(0, 4)) + 1}`,
  asTable: 'As a table',
  asRibbon: 'As a ribbon',
  wholeYear: 'Whole year',
  thisTerm: 'This term',
  yearBefore: 'Year before',
  yearAfter: 'Year after',
  chooseDates: 'Choose dates',
  dates: 'Dates',
  fold: 'Fold',
  unfold: 'Unfold',
  foldLabel: 'Fold the ribbon away',
  unfoldLabel: 'Unfold the ribbon',
  undated: (n: number) =>
    n === 1
      ? '1 sign has no date and stands only below'
      : `${n} signs have no date and stand only below`,
  noMarks: 'No marks have been brought in for this stretch',
  tableCaption: 'The same facts as the ribbon, one row a day on which something stands',
  table: {
    day: 'Day',
    morning: 'Morning',
    afternoon: 'Afternoon',
    signs: 'Signs',
    actions: 'Actions',
  },
  tableEmpty: 'Nothing but present marks in this stretch.',
  present: 'Present',
  closed: 'School closed',
  weekend: 'Weekend',
};

/** The key: each shape with its word. */
export const GLYPH = {
  present: 'Present',
  late: 'Late',
  authorised: 'Authorised',
  unauthorised: 'Unauthorised',
  not_counted: 'Not counted',
  no_mark: 'No mark yet',
  to_come: 'To come',
} as const;

export const FLAG: Record<FlagKind, string> = {
  referral_sent: 'Referral sent',
  referral_draft: 'Referral draft',
  decided: 'Decided',
};

/** The words beside a flag. */
export function flagWords(kind: FlagKind, label: string, times = 1): string {
  const words =
    kind === 'referral_sent'
      ? `Referral ${label}`
      : kind === 'referral_draft'
        ? FLAG.referral_draft
        : (DECISION_SHORT[label] ?? label);
  return times > 1 ? `${words}, ${times} times` : words;
}

/** "96 of 109 possible sessions (88.1%) · 5 authorised · 8 unauthorised · 2 not counted". */
export function tallyWords(tally: TallyView): string {
  if (tally.possible + tally.not_counted === 0) return ribbon.noMarks;
  const rate = tally.attendance === null ? '' : ` (${tally.attendance}%)`;
  return [
    `${tally.present} of ${tally.possible} possible ${tally.possible === 1 ? 'session' : 'sessions'}${rate}`,
    `${tally.authorised} authorised`,
    `${tally.unauthorised} unauthorised`,
    ...(tally.not_counted > 0 ? [`${tally.not_counted} not counted`] : []),
    ...(tally.no_mark > 0 ? [`${tally.no_mark} without a mark`] : []),
  ].join(' · ');
}

/** "2 September to 18 December 2026". */
export function stretchWords(from: string, to: string): string {
  const start = dateInWords(from);
  return `${from.slice(0, 4) === to.slice(0, 4) ? start.slice(0, -5) : start} to ${dateInWords(to)}`;
}

/** What the small register of a list shows. */
export const registerLabel = (from: string, to: string) =>
  `Register from ${stretchWords(from, to)}. The days that matter stand beside it in words.`;

/** What stands on one day, for the voice and for the table. */
export type DayFacts = {
  on: string;
  /** False in a closed stretch; on a weekend nothing is said of the register. */
  open: boolean;
  weekend: boolean;
  /** Last day of the closed stretch that begins here, when there is one. */
  closedTo: string | null;
  am: MarkView | null;
  pm: MarkView | null;
  signs: SignMarkView[];
  flags: FlagView[];
  today: string;
};

/** "Monday 9 November, absent am and pm, unauthorised: reason not yet established". */
export function spokenDay(facts: DayFacts): string {
  return [
    facts.closedTo && facts.closedTo !== facts.on
      ? `${dayInWords(facts.on)} to ${dayInWords(facts.closedTo)}`
      : dayInWords(facts.on),
    ...(facts.on === facts.today ? ['today'] : []),
    ...registerWords(facts),
    ...signWords(facts.signs),
    ...facts.flags.map((flag) => flagSpoken(flag)),
  ].join(', ');
}

/** What the register says of a day. Nothing on a weekend. */
export function registerWords(facts: DayFacts): string[] {
  if (facts.weekend) return [];
  if (!facts.open) return ['school closed'];
  if (facts.am === null && facts.pm === null) {
    return [facts.on > facts.today ? 'to come' : 'no mark yet'];
  }
  const am = markWords(facts.am);
  const pm = markWords(facts.pm);
  if (am === pm) return [between(am, 'am and pm')];
  return [between(am, 'am'), between(pm, 'pm')];
}

/** One session in words, `when` to be put behind its first word: "absent", "absent: illness". */
export function markWords(mark: MarkView | null): string {
  if (mark === null) return 'no mark yet';
  const meaning = lower(mark.meaning);
  switch (mark.kind) {
    case 'present':
      // The strokes say no more than "present"; a visit, sport or another place does.
      return mark.code === '/' || mark.code === '\\' ? 'present' : `present: ${meaning}`;
    case 'late':
      return 'late';
    case 'authorised':
      return `absent, authorised: ${meaning}`;
    case 'unauthorised':
      return `absent, unauthorised: ${meaning}`;
    case 'not_counted':
      return `not counted: ${meaning}`;
  }
}

/** "seen first-hand: calls and texts, injuries". One phrase for each way of knowing. */
export function signWords(marks: SignMarkView[]): string[] {
  return (['seen', 'told', 'opinion'] as const).flatMap((source) => {
    const names = [...new Set(marks.filter((mark) => mark.source === source).map((m) => m.sign))];
    if (names.length === 0) return [];
    return [`${lower(SOURCE_TAG[source])}: ${names.map((sign) => lower(SIGN[sign])).join('; ')}`];
  });
}

function flagSpoken({ kind, label }: FlagView): string {
  if (kind === 'decided') return `decided: ${lower(DECISION_SHORT[label] ?? label)}`;
  return kind === 'referral_sent' ? `referral ${label} sent` : lower(FLAG[kind]);
}

/** The session goes behind the first words: "absent am, unauthorised: holiday". */
function between(words: string, session: string): string {
  const at = words.search(/[,:]/);
  return at < 0 ? `${words} ${session}` : `${words.slice(0, at)} ${session}${words.slice(at)}`;
}

/** A sentence's first letter made small, unless it begins a name or an abbreviation. */
function lower(words: string): string {
  return /^[A-Z][a-z]/.test(words) ? words[0]?.toLowerCase() + words.slice(1) : words;
}
