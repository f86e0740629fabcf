/**
 * An addition to an entry: the form filled with how the entry reads now, and what is sent of it. Only what differs is sent; a
 * text that was emptied is sent empty. Pure.
 */
import { boxesFromIso, NO_DATE } from '../../components/date';
import type { Args } from '../../ipc/call';
import type { ConcernView } from '../../ipc/contract';
import { chronology } from '../../text/chronology';
import { emptyForm, readForm, type ConcernForm, type ConcernProblem } from '../concern/form';

export type AmendForm = ConcernForm & { why: string };

export function fromConcern(view: ConcernView): AmendForm {
  const { happened } = view;
  return {
    ...emptyForm(),
    why: '',
    pupil: { id: view.pupil, name: view.pupil_name, detail: '' },
    what: view.what_happened,
    words: view.exact_words ?? '',
    asked: view.question_asked ?? '',
    kind: happened.kind,
    from: moment(happened.from),
    to: moment(happened.to),
    place: view.place ?? '',
    source: view.source,
    toldBy: view.told_by ?? '',
    told: moment(view.told_at),
    signs: [...view.signs],
    categories: [...view.categories],
    done: view.done ?? '',
  };
}

/** The draft's body: which entry it belongs to, and the words. */
export function toBody(concern: string, form: AmendForm): string {
  return JSON.stringify({ concern, form });
}

export function fromBody(body: string): { concern: string; form: Partial<AmendForm> } {
  return JSON.parse(body) as { concern: string; form: Partial<AmendForm> };
}

export type AmendReading =
  { ok: true; args: Args<'amend_concern'> } | { ok: false; problems: ConcernProblem[] };

export function readAmend(
  form: AmendForm,
  view: ConcernView,
  id: string,
  today: string,
): AmendReading {
  const read = readForm(form, id, today);
  const problems = read.ok ? [] : [...read.problems];
  if (!form.why.trim()) problems.push({ field: 'why', text: chronology.needWhy });
  if (!read.ok || problems.length > 0) return { ok: false, problems };

  const { args } = read;
  const before = readForm(fromConcern(view), id, today);
  const former = before.ok ? before.args : null;
  const text = (now: string | null | undefined, then: string | null) =>
    (now ?? null) === then ? null : (now ?? '');
  const changed = {
    what_happened: text(args.what_happened, view.what_happened),
    exact_words: text(args.exact_words, view.exact_words),
    question_asked: text(args.question_asked, view.question_asked),
    place: text(args.place, view.place),
    told_by: text(args.told_by, view.told_by),
    told_at: text(args.told_at, view.told_at),
    done: text(args.done, view.done),
    source: args.source === view.source ? null : (args.source ?? null),
    signs: same(args.signs, view.signs) ? null : args.signs,
    categories: same(args.categories, view.categories) ? null : (args.categories ?? []),
    happened: same(args.happened, former?.happened)
      ? null
      : (args.happened ?? { kind: 'not_known' as const, from: null, to: null }),
  };
  if (Object.values(changed).every((value) => value === null)) {
    return { ok: false, problems: [{ field: 'what', text: chronology.needChange }] };
  }
  return { ok: true, args: { concern: view.id, why: form.why, id, ...changed } };
}

function moment(local: string | null) {
  return local
    ? { boxes: boxesFromIso(local), time: local.slice(11, 16) }
    : { boxes: { ...NO_DATE }, time: '' };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
