/**
 * The words of a concern while they are being written, and what becomes of them: a draft's body, and the argument of
 * `record_concern`. Pure. Rules of a record are the log's; here only what no one could send is stopped.
 */
import type { Problem } from '../../components/problem';
import type { PickedPupil } from '../../components/picked';
import { NO_DATE, readBoxes, type Box, type Boxes } from '../../components/date';
import { readTime } from '../../components/time';
import type { Args } from '../../ipc/call';
import type {
  DecisionView,
  HappenedKind,
  HappenedView,
  PartView,
  SignView,
  SourceView,
} from '../../ipc/contract';
import { concern } from '../../text/concern';
import { DATE_PROBLEM, form } from '../../text/form';

export type Moment = { boxes: Boxes; time: string };
export type Other = { pupil: PickedPupil; part: PartView };

export type ConcernForm = {
  pupil: PickedPupil | null;
  what: string;
  words: string;
  asked: string;
  kind: HappenedKind;
  from: Moment;
  to: Moment;
  place: string;
  source: SourceView;
  toldBy: string;
  /** When the recorder was told. */
  told: Moment;
  signs: SignView[];
  /** "None of these" was ticked: looked at, and nothing applies. It is kept in the draft only. */
  noSigns: boolean;
  others: Other[];
  categories: string[];
  /** One more category, in the school's own words. */
  otherCategory: string;
  done: string;
  decision: DecisionView | null;
  reason: string;
};

export function emptyForm(): ConcernForm {
  return {
    pupil: null,
    what: '',
    words: '',
    asked: '',
    kind: 'exact',
    from: { boxes: { ...NO_DATE }, time: '' },
    to: { boxes: { ...NO_DATE }, time: '' },
    place: '',
    source: 'seen',
    toldBy: '',
    told: { boxes: { ...NO_DATE }, time: '' },
    signs: [],
    noSigns: false,
    others: [],
    categories: [],
    otherCategory: '',
    done: '',
    decision: null,
    reason: '',
  };
}

/** Whether anything was written that a person would miss. A chosen name alone is not. */
export function isBlank(form: ConcernForm): boolean {
  return JSON.stringify({ ...form, pupil: null }) === JSON.stringify(emptyForm());
}

/** Whether anything stands in what is folded away. */
export function hasFiling({ told, categories, otherCategory }: ConcernForm): boolean {
  return (
    [...Object.values(told.boxes), told.time, otherCategory].some((typed) => typed !== '') ||
    categories.length > 0
  );
}

/** The first words, for lists. */
export function opening(form: ConcernForm): string {
  const words = (form.what || form.words || form.done).replace(/\s+/g, ' ').trim();
  return words.length > 60 ? `${words.slice(0, 60).replace(/\s\S*$/, '')}…` : words;
}

/** A draft of an older Encircle may lack a field: it keeps its empty answer. */
export function fromBody(body: string): ConcernForm {
  return { ...emptyForm(), ...(JSON.parse(body) as Partial<ConcernForm>) };
}

export type Read =
  { ok: true; args: Args<'record_concern'> } | { ok: false; problems: ConcernProblem[] };
/** A problem, and the boxes of a date that it is about. */
export type ConcernProblem = Problem & { boxes?: Box[] };

/** Where the log's name of a field stands on the page. */
export const WHERE: Record<string, string> = {
  pupil: 'pupil',
  what_happened: 'what',
  exact_words: 'words',
  question_asked: 'asked',
  happened: 'from-day',
  'happened.to': 'to-day',
  place: 'place',
  told_by: 'told-by',
  told_at: 'told-at-day',
  categories: 'other-category',
  other_pupils: 'others',
  done: 'done',
  reason: 'reason',
};

/** Reads the form, on a day of the school. */
export function readForm(words: ConcernForm, id: string, today: string): Read {
  const problems: ConcernProblem[] = [];
  if (!words.pupil) problems.push({ field: 'pupil', text: concern.needPupil });
  if (!words.what.trim()) problems.push({ field: 'what', text: concern.needWhat });
  const happened = readHappened(words, today, problems);
  const toldAt = readTold(words.told, today, problems);
  if (problems.length > 0 || !words.pupil) return { ok: false, problems };

  return {
    ok: true,
    args: {
      id,
      pupil: words.pupil.id,
      what_happened: words.what,
      exact_words: text(words.words),
      question_asked: text(words.asked),
      happened,
      told_at: toldAt,
      place: text(words.place),
      source: words.source,
      told_by: words.source === 'told' ? text(words.toldBy) : null,
      signs: words.signs,
      other_pupils: words.others.map(({ pupil, part }) => ({ pupil: pupil.id, part })),
      categories: readCategories(words),
      done: text(words.done),
      decision: words.decision,
      reason: text(words.reason),
    },
  };
}

function readHappened(
  words: ConcernForm,
  today: string,
  problems: ConcernProblem[],
): HappenedView | null {
  if (words.kind === 'not_known') return { kind: 'not_known', from: null, to: null };
  const from = readMoment('from', words.from, today, problems);
  if (words.kind !== 'between') return from ? { kind: words.kind, from, to: null } : null;

  const to = readMoment('to', words.to, today, problems);
  if (problems.length > 0 || (!from && !to)) return null;
  if (!from) problems.push({ field: 'from-day', text: DATE_PROBLEM.day_missing, boxes: ['day'] });
  else if (!to) problems.push({ field: 'to-day', text: concern.needUntil, boxes: ['day'] });
  else if (endsBefore(from, to)) problems.push({ field: 'to-day', text: concern.endsBefore });
  return { kind: 'between', from, to };
}

/** Told is told at a time: a day alone asks for it. */
function readTold(told: Moment, today: string, problems: ConcernProblem[]): string | null {
  const before = problems.length;
  const at = readMoment('told-at', told, today, problems);
  if (at && !at.includes('T') && problems.length === before) {
    problems.push({ field: 'told-at-time', text: concern.needToldTime });
  }
  return at;
}

/** The ticked ones in the order of the list, then the school's own; each once. */
function readCategories({ categories, otherCategory }: ConcernForm): string[] {
  const own = otherCategory.trim();
  return own && !categories.includes(own) ? [...categories, own] : [...categories];
}

/** `2026-11-24T10:50`, or the day alone. A time without a day asks for the day. */
function readMoment(
  name: 'from' | 'to' | 'told-at',
  moment: Moment,
  today: string,
  problems: ConcernProblem[],
): string | null {
  const day = readBoxes(moment.boxes, today);
  const time = readTime(moment.time);
  if (day.kind === 'problem') {
    problems.push({
      field: `${name}-${day.boxes[0] ?? 'day'}`,
      text: DATE_PROBLEM[day.problem],
      boxes: day.boxes,
    });
  }
  if (time.kind === 'problem') problems.push({ field: `${name}-time`, text: form.notATime });
  if (day.kind === 'empty' && time.kind === 'time') {
    problems.push({ field: `${name}-day`, text: DATE_PROBLEM.day_missing, boxes: ['day'] });
  }
  if (day.kind !== 'date') return null;
  return time.kind === 'time' ? `${day.iso}T${time.value}` : day.iso;
}

// Only where both say the same much: a day alone may hold the other's hour.
function endsBefore(from: string, to: string): boolean {
  const length = Math.min(from.length, to.length);
  return to.slice(0, length) < from.slice(0, length);
}

/** An answer of spaces alone is no answer. What was written is sent as written. */
function text(words: string): string | null {
  return words.trim() === '' ? null : words;
}
