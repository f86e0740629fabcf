/** What becomes of the words of a concern: the draft, and the argument of the command. */
import { describe, expect, it } from 'vitest';
import {
  emptyForm,
  fromBody,
  hasFiling,
  isBlank,
  opening,
  readForm,
} from '../../src/screens/concern/form';
import { happenedInWords } from '../../src/text/happened';
import { possessive } from '../../src/text/concern';

const TODAY = '2026-11-25';
const SIAN = { id: 'u1', name: 'Siân O’Dwyer-Nash', detail: 'Year 10' };
const date = (day: string, month: string, year: string) => ({ day, month, year });

function written() {
  const form = emptyForm();
  form.pupil = SIAN;
  form.what = '  Two phones in period 3.\n';
  return form;
}

function problems(form: ReturnType<typeof emptyForm>) {
  const read = readForm(form, 'd1', TODAY);
  return read.ok ? [] : read.problems.map((p) => p.field);
}

describe('a concern', () => {
  it('needs only a pupil and what happened, and sends the words as written', () => {
    const read = readForm(written(), 'd1', TODAY);
    expect(read).toMatchObject({
      ok: true,
      args: {
        id: 'd1',
        pupil: 'u1',
        what_happened: '  Two phones in period 3.\n',
        exact_words: null,
        happened: null,
        decision: null,
      },
    });
    expect(problems(emptyForm())).toEqual(['pupil', 'what']);
  });

  it('sends when it was told, and asks for the time that a day alone leaves out', () => {
    const form = written();
    form.told = { boxes: date('24', '11', '2026'), time: '' };
    expect(problems(form)).toEqual(['told-at-time']);
    form.told.time = '8.05';
    expect(readForm(form, 'd1', TODAY)).toMatchObject({ args: { told_at: '2026-11-24T08:05' } });
    form.told = { boxes: date('', '', ''), time: '08:05' };
    expect(problems(form)).toEqual(['told-at-day']);
  });

  it('sends the ticked categories and the school’s own, each once', () => {
    const form = written();
    form.categories = ['Neglect', 'Siân’s group'];
    form.otherCategory = ' Siân’s group ';
    expect(readForm(form, 'd1', TODAY)).toMatchObject({
      args: { categories: ['Neglect', 'Siân’s group'] },
    });
    form.otherCategory = 'Trips';
    expect(readForm(form, 'd1', TODAY)).toMatchObject({
      args: { categories: ['Neglect', 'Siân’s group', 'Trips'] },
    });
    expect(hasFiling(form)).toBe(true);
    expect(hasFiling(written())).toBe(false);
  });

  it('keeps a day without a time apart from midnight', () => {
    const form = written();
    form.from = { boxes: date('24', '11', '2026'), time: '' };
    expect(readForm(form, 'd1', TODAY)).toMatchObject({
      args: { happened: { kind: 'exact', from: '2026-11-24' } },
    });
    form.from.time = '00:00';
    expect(readForm(form, 'd1', TODAY)).toMatchObject({
      args: { happened: { kind: 'exact', from: '2026-11-24T00:00' } },
    });
  });

  it('sends "not known" whatever the boxes held before', () => {
    const form = written();
    form.kind = 'not_known';
    form.from = { boxes: date('31', '31', ''), time: 'x' };
    expect(readForm(form, 'd1', TODAY)).toMatchObject({
      ok: true,
      args: { happened: { kind: 'not_known', from: null, to: null } },
    });
  });

  it('asks for the day of a time, and for the end of a stretch', () => {
    const form = written();
    form.from.time = '12:35';
    expect(problems(form)).toEqual(['from-day']);
    form.kind = 'between';
    form.from = { boxes: date('24', '11', '2026'), time: '10:00' };
    expect(problems(form)).toEqual(['to-day']);
    form.to = { boxes: date('24', '11', '2026'), time: '09:00' };
    expect(problems(form)).toEqual(['to-day']);
    form.to.time = '';
    expect(problems(form)).toEqual([]);
  });

  it('drops who told it when it was seen', () => {
    const form = { ...written(), toldBy: 'Mrs Quayle' };
    expect(readForm(form, 'd1', TODAY)).toMatchObject({ args: { told_by: null } });
    expect(readForm({ ...form, source: 'told' }, 'd1', TODAY)).toMatchObject({
      args: { told_by: 'Mrs Quayle' },
    });
  });
});

describe('a draft', () => {
  it('is blank until something is written; a name alone is nothing to lose', () => {
    expect(isBlank({ ...emptyForm(), pupil: SIAN })).toBe(true);
    expect(isBlank({ ...emptyForm(), signs: ['calls'] })).toBe(false);
  });

  it('comes back as it was, and from an older program with its gaps empty', () => {
    const form = written();
    form.from.boxes = date('24', '', '');
    expect(fromBody(JSON.stringify(form))).toEqual(form);
    expect(fromBody('{"what":"Words"}')).toEqual({ ...emptyForm(), what: 'Words' });
  });

  it('is listed by its first words, cut between words', () => {
    expect(opening({ ...emptyForm(), what: 'Short\n  text' })).toBe('Short text');
    const long = opening({ ...emptyForm(), what: 'word '.repeat(40) });
    expect(long).toMatch(/word…$/);
    expect(long.length).toBeLessThanOrEqual(61);
  });
});

describe('when it happened, in words', () => {
  it.each([
    [{ kind: 'exact', from: '2026-11-24T10:50', to: null }, 'Tue 24 Nov', '10:50'],
    [{ kind: 'exact', from: '2026-11-24T00:00', to: null }, 'Tue 24 Nov', '00:00'],
    [{ kind: 'exact', from: '2026-11-24', to: null }, 'Tue 24 Nov', ''],
    [{ kind: 'about', from: '2026-11-20T22:40', to: null }, 'Fri 20 Nov', 'about 22:40'],
    [{ kind: 'not_known', from: null, to: null }, 'Time not known', ''],
    [
      { kind: 'between', from: '2026-11-24T10:00', to: '2026-11-24T11:00' },
      'Tue 24 Nov',
      'between 10:00 and 11:00',
    ],
  ] as const)('%j', (happened, day, time) => {
    expect(happenedInWords(happened)).toEqual({ day, time });
  });

  it('gives names ending in s their apostrophe alone', () => {
    expect(possessive('Siân')).toBe('Siân’s');
    expect(possessive('Idris')).toBe('Idris’');
  });
});
