import { describe, expect, it } from 'vitest';
import type { ConcernView } from '../../ipc/contract';
import { fromBody, fromConcern, readAmend, toBody } from './amend';

const TODAY = '2026-11-25';
const ID = '0123456789abcdef0123456789abcdef';

const view: ConcernView = {
  id: 'c1',
  pupil: 'u1',
  pupil_name: 'Siân O’Dwyer-Nash',
  happened: { kind: 'about', from: '2026-11-20T22:40', to: null },
  told_at: null,
  recorded_at: '2026-11-23T16:10:00Z',
  recorded_days_later: 3,
  by: 'Tomas Wickerby',
  by_role: 'deputy',
  what_happened: 'A silver van.',
  exact_words: 'Dunno.',
  question_asked: null,
  place: 'Pier Halt',
  source: 'told',
  told_by: 'A parent',
  signs: ['missing', 'adults'],
  other_pupils: [],
  categories: [],
  done: null,
  decision: null,
  reason: null,
  read: true,
  part: null,
  amendments: [],
  follow_ups: [],
};

const args = (form: ReturnType<typeof fromConcern>) => {
  const read = readAmend(form, view, ID, TODAY);
  if (!read.ok) throw new Error(read.problems.map((p) => p.text).join());
  return read.args;
};
const unchanged = {
  concern: 'c1',
  id: ID,
  what_happened: null,
  exact_words: null,
  question_asked: null,
  happened: null,
  place: null,
  source: null,
  told_by: null,
  told_at: null,
  signs: null,
  categories: null,
  done: null,
};

describe('an addition', () => {
  it('sends only what differs', () => {
    const form = { ...fromConcern(view), what: 'A grey van.', why: 'The caller rang back.' };
    expect(args(form)).toEqual({
      ...unchanged,
      why: 'The caller rang back.',
      what_happened: 'A grey van.',
    });
  });

  it('sends an emptied text as empty, so that it is cleared and not left', () => {
    expect(args({ ...fromConcern(view), words: '', place: '', why: 'x' })).toEqual({
      ...unchanged,
      why: 'x',
      exact_words: '',
      place: '',
    });
  });

  it('takes who told away when it was seen after all', () => {
    expect(args({ ...fromConcern(view), source: 'seen', why: 'x' })).toEqual({
      ...unchanged,
      why: 'x',
      source: 'seen',
      told_by: '',
    });
  });

  it('sends when it was told and the categories where they differ, and clears them', () => {
    const told = { boxes: { day: '23', month: '11', year: '2026' }, time: '08:05' };
    expect(
      args({ ...fromConcern(view), told, categories: ['Criminal exploitation'], why: 'x' }),
    ).toEqual({
      ...unchanged,
      why: 'x',
      told_at: '2026-11-23T08:05',
      categories: ['Criminal exploitation'],
    });
    const sorted = { ...view, told_at: '2026-11-23T08:05', categories: ['Home'] };
    const emptied = readAmend(
      { ...fromConcern(view), what: sorted.what_happened, why: 'x' },
      sorted,
      ID,
      TODAY,
    );
    expect(emptied).toMatchObject({ ok: true, args: { told_at: '', categories: [] } });
  });

  it('sends another time, and “not known” where the time was wrong', () => {
    const form = fromConcern(view);
    expect(args({ ...form, from: { ...form.from, time: '23:10' }, why: 'x' }).happened).toEqual({
      kind: 'about',
      from: '2026-11-20T23:10',
      to: null,
    });
    expect(args({ ...form, kind: 'not_known', why: 'x' }).happened).toEqual({
      kind: 'not_known',
      from: null,
      to: null,
    });
  });

  it('asks why, and asks for a change', () => {
    const problems = (form: ReturnType<typeof fromConcern>) => {
      const read = readAmend(form, view, ID, TODAY);
      return read.ok ? [] : read.problems.map((p) => p.field);
    };
    expect(problems({ ...fromConcern(view), what: 'A grey van.' })).toEqual(['why']);
    expect(problems({ ...fromConcern(view), why: 'x' })).toEqual(['what']);
    expect(problems({ ...fromConcern(view), why: 'x', what: ' ' })).toEqual(['what']);
  });

  it('is filled with the entry as it reads now', () => {
    expect(fromConcern(view)).toMatchObject({
      what: 'A silver van.',
      kind: 'about',
      from: { boxes: { day: '20', month: '11', year: '2026' }, time: '22:40' },
      signs: ['missing', 'adults'],
      why: '',
    });
  });

  it('comes back from its draft with the entry that it belongs to', () => {
    const form = { ...fromConcern(view), why: 'x' };
    expect(fromBody(toBody('c1', form))).toEqual({ concern: 'c1', form });
  });
});
