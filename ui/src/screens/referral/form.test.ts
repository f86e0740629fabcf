import { describe, expect, it } from 'vitest';
import type { QuestionView, ReferralFormView } from '../../ipc/contract';
import {
  answerOf,
  emptyReferral,
  fromBody,
  letters,
  needsReason,
  opening,
  progress,
  readReferral,
  statusOf,
  stepsOf,
} from './form';

const TODAY = '2026-11-25';
const ID = '0123456789abcdef0123456789abcdef';

const question = (id: string, answer: string | null): QuestionView => ({
  id,
  text: id,
  why: '',
  kind: 'text',
  choices: [],
  answer,
  from_record: answer !== null,
});

const view: ReferralFormView = {
  pupil: 'u1',
  pupil_name: 'Siân O’Dwyer-Nash',
  profile: {
    id: 'general',
    name: 'Children’s services',
    edition: '2026',
    contacts: [],
    written_hours: 24,
    route: '',
  },
  reference: 'EN-2026-0034',
  sections: [
    {
      id: 'child',
      title: 'The child',
      questions: [question('name', 'Siân'), question('gp', null)],
    },
  ],
  entries: [],
  lawful_bases: [],
  other_pupils: [
    { pupil: 'u2', name: 'Jory Pennifeather', entries: 2 },
    { pupil: 'u3', name: 'Finch O’Dwyer-Nash', entries: 1 },
    { pupil: 'u4', name: 'Basil Lanyon-Frith', entries: 1 },
  ],
};

const args = (form = emptyReferral('u1')) => {
  const read = readReferral(form, view, ID, TODAY);
  if (!read.ok) throw new Error(read.problems.map((p) => p.text).join());
  return read.args;
};

describe('what is sent', () => {
  it('can be sent with nothing filled in: nothing blocks a referral', () => {
    expect(args()).toEqual({
      id: ID,
      pupil: 'u1',
      profile: 'general',
      answers: [],
      entries: null,
      attendance_from: null,
      attendance_to: null,
      reason: null,
      asked_for: null,
      immediate_danger: null,
      call: null,
      parents_told: null,
      child_told: null,
      support_agreed: null,
      told_reason: null,
      lawful_basis: null,
      named: [],
    });
  });

  it('carries only the words of the person: the log fills in its own, and an emptied answer is an answer', () => {
    const form = { ...emptyReferral('u1'), answers: { name: '', gp: 'Dr Amoah' } };
    expect(args(form).answers).toEqual([
      { question: 'name', answer: '' },
      { question: 'gp', answer: 'Dr Amoah' },
    ]);
    expect(answerOf(form, question('name', 'Siân'))).toBe('');
    const asRecorded = { ...emptyReferral('u1'), answers: { name: 'Siân', gp: '' } };
    expect(args(asRecorded).answers).toEqual([]);
  });

  it('sends a chosen empty list of entries as none, not as all', () => {
    expect(args({ ...emptyReferral('u1'), entries: [] }).entries).toEqual([]);
  });

  it('sends the call with its local time', () => {
    const call = {
      boxes: { day: '25', month: '11', year: '2026' },
      time: '13.20',
      spokeTo: 'R. Thistledene',
      advice: 'Send it today.',
    };
    expect(args({ ...emptyReferral('u1'), called: true, call }).call).toEqual({
      at: '2026-11-25T13:20',
      spoke_to: 'R. Thistledene',
      advice: 'Send it today.',
    });
    expect(args({ ...emptyReferral('u1'), called: false, call }).call).toBeNull();
  });

  it('asks for the time of a call that cannot be read, rather than dropping the call', () => {
    const form = { ...emptyReferral('u1'), called: true };
    const read = readReferral(form, view, ID, TODAY);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.problems.map((p) => p.field)).toEqual(['call-day', 'call-time']);
  });

  it('gives no reason for not telling once everybody was told', () => {
    const form = { ...emptyReferral('u1'), toldReason: 'It was unsafe.' };
    expect(args({ ...form, parentsTold: 'yes' as const }).told_reason).toBeNull();
    expect(args({ ...form, parentsTold: 'unsafe' as const }).told_reason).toBe('It was unsafe.');
  });

  it('names only pupils who stand in the entries, in their order', () => {
    const form = { ...emptyReferral('u1'), named: ['u3', 'gone', 'u2'] };
    expect(args(form).named).toEqual(['u2', 'u3']);
  });
});

describe('other pupils', () => {
  it('are Child B, Child C in the order of the list, without those who are named', () => {
    expect([...letters(view, ['u3'])]).toEqual([
      ['u2', 'B'],
      ['u4', 'C'],
    ]);
  });

  it('never run out of letters', () => {
    const many = {
      ...view,
      other_pupils: Array.from({ length: 30 }, (_, i) => ({
        pupil: `p${i}`,
        name: '',
        entries: 1,
      })),
    };
    const found = [...letters(many, []).values()];
    expect(found[24]).toBe('Z');
    expect(found[25]).toBe('AA');
    expect(new Set(found).size).toBe(30);
  });
});

describe('how far it is', () => {
  it('begins with danger and ends with looking', () => {
    const kinds = stepsOf(view).map((step) => step.kind);
    expect(kinds[0]).toBe('danger');
    expect(kinds.at(-1)).toBe('look');
  });

  it('counts nothing as begun at the start but what the record answers', () => {
    const form = emptyReferral('u1');
    expect(stepsOf(view).map((step) => statusOf(step, form, view))).toEqual([
      'not_started',
      'not_started',
      'started',
      'not_started',
      'not_started',
      'not_started',
      'not_started',
      'not_started',
      'not_started',
    ]);
    expect(progress(form, view)).toEqual({ done: 0, of: 8 });
  });

  it('asks for a reason where somebody was not told, and only then', () => {
    const form = {
      ...emptyReferral('u1'),
      parentsTold: 'unsafe' as const,
      childTold: 'yes' as const,
      supportAgreed: 'not_known' as const,
    };
    expect(needsReason(form)).toBe(true);
    expect(statusOf({ kind: 'telling' }, form, view)).toBe('started');
    expect(statusOf({ kind: 'telling' }, { ...form, toldReason: 'x' }, view)).toBe('done');
    expect(statusOf({ kind: 'telling' }, { ...form, parentsTold: 'yes' }, view)).toBe('done');
  });

  it('never calls missing agreement a defect: “no” answers the question', () => {
    const form = {
      ...emptyReferral('u1'),
      parentsTold: 'yes' as const,
      childTold: 'yes' as const,
      supportAgreed: 'no' as const,
      toldReason: 'They do not want it.',
    };
    expect(statusOf({ kind: 'telling' }, form, view)).toBe('done');
  });
});

describe('the draft', () => {
  it('comes back as it was, and an older one keeps empty answers for what it lacks', () => {
    const form = { ...emptyReferral('u1'), reason: 'Two phones.', named: ['u2'] };
    expect(fromBody(JSON.stringify(form))).toEqual(form);
    expect(fromBody('{"pupil":"u1"}')).toEqual(emptyReferral('u1'));
  });

  it('is listed by its first words', () => {
    const long = { ...emptyReferral(), reason: `${'word '.repeat(20)}` };
    expect(opening(long).length).toBeLessThanOrEqual(61);
    expect(opening(long).endsWith('…')).toBe(true);
  });
});
