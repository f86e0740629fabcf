/**
 * A referral while it is written: the words, the parts with how far each is, and what is sent. Pure. Nothing here blocks: what is
 * missing prints as "not yet known".
 */
import { NO_DATE, readBoxes, type Boxes } from '../../components/date';
import type { Problem } from '../../components/problem';
import type { Stretch } from '../../components/ribbon/walk';
import { readTime } from '../../components/time';
import type {
  CallView,
  QuestionView,
  ReferralFormView,
  ReferralRequest,
  ToldView,
} from '../../ipc/contract';
import { DATE_PROBLEM, form as words } from '../../text/form';
import { referral, type Status, type Step } from '../../text/referral';

export type ReferralForm = {
  pupil: string | null;
  profile: string | null;
  /** Only what the person wrote or changed; what stands in the record is in the view. */
  answers: Record<string, string>;
  /** Dates while they are typed, by question. */
  dates: Record<string, Boxes>;
  /** None means every entry. */
  entries: string[] | null;
  attendance: Stretch | null;
  reason: string;
  askedFor: string;
  danger: boolean | null;
  called: boolean;
  call: { boxes: Boxes; time: string; spokeTo: string; advice: string };
  parentsTold: ToldView | null;
  childTold: ToldView | null;
  supportAgreed: ToldView | null;
  toldReason: string;
  basis: string;
  named: string[];
  /** Parts that were opened: a part without questions is done when it was looked at. */
  seen: string[];
};

export function emptyReferral(pupil: string | null = null): ReferralForm {
  return {
    pupil,
    profile: null,
    answers: {},
    dates: {},
    entries: null,
    attendance: null,
    reason: '',
    askedFor: '',
    danger: null,
    called: false,
    call: { boxes: { ...NO_DATE }, time: '', spokeTo: '', advice: '' },
    parentsTold: null,
    childTold: null,
    supportAgreed: null,
    toldReason: '',
    basis: '',
    named: [],
    seen: [],
  };
}

/** A draft of an older Encircle may lack a field: it keeps its empty answer. */
export function fromBody(body: string): ReferralForm {
  return { ...emptyReferral(), ...(JSON.parse(body) as Partial<ReferralForm>) };
}

/** The first words, for lists. */
export function opening(form: ReferralForm): string {
  const text = (form.reason || form.askedFor || form.call.advice).replace(/\s+/g, ' ').trim();
  return text.length > 60 ? `${text.slice(0, 60).replace(/\s\S*$/, '')}…` : text;
}

/** The parts in their order. Danger is asked first, whatever the authority asks for. */
export function stepsOf(view: ReferralFormView): Step[] {
  return [
    { kind: 'danger' },
    { kind: 'why' },
    ...view.sections.map(({ id, title }) => ({ kind: 'section' as const, id, title })),
    { kind: 'entries' },
    { kind: 'attendance' },
    { kind: 'names' },
    { kind: 'telling' },
    { kind: 'basis' },
    { kind: 'look' },
  ];
}

export const stepKey = (step: Step) => (step.kind === 'section' ? `section ${step.id}` : step.kind);

/** What stands in the answer's box: the person's words, else the record's. */
export function answerOf(form: ReferralForm, question: QuestionView): string {
  return form.answers[question.id] ?? question.answer ?? '';
}

/** How far a part is. It advises; it never blocks. */
export function statusOf(step: Step, form: ReferralForm, view: ReferralFormView): Status {
  switch (step.kind) {
    case 'danger':
      if (form.danger === null && !form.called) return 'not_started';
      return of([form.danger !== null, !form.called || form.call.spokeTo.trim() !== '']);
    case 'why':
      return of([form.reason.trim() !== '', form.askedFor.trim() !== '']);
    case 'section': {
      const section = view.sections.find((candidate) => candidate.id === step.id);
      const answers = section?.questions.map((question) => answerOf(form, question).trim() !== '');
      return answers && answers.length > 0 ? of(answers) : seen(step, form);
    }
    case 'telling': {
      const told = [form.parentsTold, form.childTold, form.supportAgreed].map(Boolean);
      if (!told.some(Boolean)) return 'not_started';
      return of([...told, !needsReason(form) || form.toldReason.trim() !== '']);
    }
    case 'basis':
      return form.basis.trim() ? 'done' : 'not_started';
    case 'entries':
    case 'attendance':
    case 'names':
    case 'look':
      return seen(step, form);
  }
}

/** Parts that are done, of those that are asked for; looking is no part of the answer. */
export function progress(form: ReferralForm, view: ReferralFormView): { done: number; of: number } {
  const steps = stepsOf(view).filter((step) => step.kind !== 'look');
  const done = steps.filter((step) => statusOf(step, form, view) === 'done').length;
  return { done, of: steps.length };
}

/** Whether somebody was not told on purpose. */
export function needsReason(form: ReferralForm): boolean {
  return [form.parentsTold, form.childTold, form.supportAgreed].some(
    (told) => told === 'unsafe' || told === 'no',
  );
}

/** The letters under which the other pupils appear, in the order of the list: B, C, D. Named ones have none. */
export function letters(view: ReferralFormView, named: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { pupil } of view.other_pupils) {
    if (!named.includes(pupil)) found.set(pupil, letter(found.size + 1));
  }
  return found;
}

export type ReferralReading =
  { ok: true; args: ReferralRequest } | { ok: false; problems: Problem[] };

/** What is sent. Only a time that cannot be read stops it: dropping a call silently would be worse. */
export function readReferral(
  form: ReferralForm,
  view: ReferralFormView,
  id: string,
  today: string,
): ReferralReading {
  const problems: Problem[] = [];
  const call = readCall(form, today, problems);
  // What the record answers is filled in by the log, fresh; only the person's own words go with the request. Emptied is an answer.
  const answers = view.sections.flatMap((section) =>
    section.questions.flatMap((question) => {
      const answer = form.answers[question.id];
      const own = answer !== undefined && answer !== (question.answer ?? '');
      return own ? [{ question: question.id, answer }] : [];
    }),
  );
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    args: {
      id,
      pupil: view.pupil,
      profile: view.profile.id,
      answers,
      entries: form.entries,
      attendance_from: form.attendance?.from ?? null,
      attendance_to: form.attendance?.to ?? null,
      reason: text(form.reason),
      asked_for: text(form.askedFor),
      immediate_danger: form.danger,
      call,
      parents_told: form.parentsTold,
      child_told: form.childTold,
      support_agreed: form.supportAgreed,
      told_reason: needsReason(form) ? text(form.toldReason) : null,
      lawful_basis: text(form.basis),
      named: view.other_pupils.map((other) => other.pupil).filter((p) => form.named.includes(p)),
    },
  };
}

function readCall(form: ReferralForm, today: string, problems: Problem[]): CallView | null {
  if (!form.called) return null;
  const day = readBoxes(form.call.boxes, today);
  const time = readTime(form.call.time);
  if (day.kind === 'problem') {
    problems.push({ field: `call-${day.boxes[0] ?? 'day'}`, text: DATE_PROBLEM[day.problem] });
  } else if (day.kind === 'empty') {
    problems.push({ field: 'call-day', text: referral.callNeedsDay });
  }
  if (time.kind !== 'time') problems.push({ field: 'call-time', text: words.notATime });
  if (day.kind !== 'date' || time.kind !== 'time') return null;
  return {
    at: `${day.iso}T${time.value}`,
    spoke_to: form.call.spokeTo,
    advice: form.call.advice,
  };
}

function of(parts: boolean[]): Status {
  if (parts.every(Boolean)) return 'done';
  return parts.some(Boolean) ? 'started' : 'not_started';
}

function seen(step: Step, form: ReferralForm): Status {
  return form.seen.includes(stepKey(step)) ? 'done' : 'not_started';
}

/** 1 is B: the child whom it is about is A. After Z comes AA, as in a spreadsheet. */
function letter(n: number): string {
  return n < 26
    ? String.fromCharCode(65 + n)
    : `${letter(Math.floor(n / 26) - 1)}${letter(n % 26)}`;
}

const text = (value: string) => (value.trim() === '' ? null : value);
