import { describe, expect, it } from 'vitest';
import type { GapView, HappenedView, ImportPreviewView } from '../../src/ipc/contract';
import { byPupil, weeksBack } from '../../src/screens/attendance/gaps';
import { readStretch } from '../../src/screens/pupil/stretch';
import { marksUntilWords } from '../../src/text/attendance';
import { auditWords } from '../../src/text/audit';
import { countWords, headingWords, recordedWords } from '../../src/text/chronology';
import { tookWords, willTake } from '../../src/text/import';

describe('when an entry was recorded', () => {
  const happened = (from: string | null): HappenedView => ({
    kind: from ? 'exact' : 'not_known',
    from,
    to: null,
  });

  it('is said as a time where it was the same day', () => {
    expect(
      recordedWords({
        recorded_at: '2026-11-24T13:48:00Z',
        recorded_days_later: null,
        happened: happened('2026-11-24T10:50'),
      }),
    ).toEqual({ text: 'recorded 13:48', later: false });
  });

  it('is said in days where it was later', () => {
    const later = (days: number) =>
      recordedWords({
        recorded_at: '2026-11-23T16:10:00Z',
        recorded_days_later: days,
        happened: happened('2026-11-20T22:40'),
      });
    expect(later(3)).toEqual({ text: 'recorded Mon 23 Nov, 3 days later', later: true });
    expect(later(1).text).toBe('recorded Mon 23 Nov, 1 day later');
  });

  it('stands with its day where the time of the event is not known', () => {
    expect(
      recordedWords({
        recorded_at: '2026-11-23T16:10:00Z',
        recorded_days_later: null,
        happened: happened(null),
      }),
    ).toEqual({ text: 'recorded Mon 23 Nov, 16:10', later: false });
  });

  it('is told in the time of the school, in summer too', () => {
    expect(
      recordedWords({
        recorded_at: '2026-06-30T23:30:00Z',
        recorded_days_later: null,
        happened: happened('2026-07-01'),
      }).text,
    ).toBe('recorded 00:30');
  });
});

describe('the heading of the chronology', () => {
  it('names the stretch', () => {
    expect(headingWords(null, '2026-11-25')).toBe('Whole file');
    expect(headingWords({ from: '2026-11-02', to: '2026-11-25' }, '2026-11-25')).toBe(
      '2 November to today',
    );
    expect(headingWords({ from: '2026-11-24', to: '2026-11-24' }, '2026-11-25')).toBe(
      '24 November 2026',
    );
    expect(headingWords({ from: '2025-12-15', to: '2026-01-09' }, '2026-11-25')).toBe(
      '15 December 2025 to 9 January 2026',
    );
  });

  it('says how much of the file is shown', () => {
    expect(countWords(5, 9)).toBe('5 of 9 entries');
    expect(countWords(9, 9)).toBe('9 entries');
    expect(countWords(1, 1)).toBe('1 entry');
    expect(countWords(0, 0)).toBe('');
  });
});

describe('the list of gaps', () => {
  const gap = (pupil: string, rule: string): GapView => ({
    pupil,
    pupil_name: pupil,
    year_group: null,
    rule,
    sentence: rule,
    facts: [],
    newest: '2026-11-23',
  });

  it('keeps its order and puts the rules of one pupil together', () => {
    const rows = byPupil([gap('a', '1'), gap('b', '2'), gap('a', '3')]);
    expect(rows.map((row) => [row.pupil, row.gaps.map((g) => g.rule)])).toEqual([
      ['a', ['1', '3']],
      ['b', ['2']],
    ]);
  });

  it('draws whole weeks, from a Monday', () => {
    expect(weeksBack('2026-11-25', 4)).toBe('2026-11-02');
    expect(weeksBack('2026-11-23', 1)).toBe('2026-11-23');
  });

  it('says how fresh the marks are', () => {
    expect(
      marksUntilWords({ day: '2026-11-25', session: 'am', imported_at: '2026-11-25T13:30:00Z' }),
    ).toBe('Marks to Wednesday 25 November, morning, brought in 13:30');
    expect(
      marksUntilWords({ day: '2026-11-20', session: 'pm', imported_at: '2026-11-23T08:05:00Z' }),
    ).toBe('Marks to Friday 20 November, afternoon, brought in 23 November 2026, 08:05');
    expect(marksUntilWords(null)).toBe('No marks yet');
  });
});

describe('two typed dates', () => {
  const boxes = (day: string, month: string, year: string) => ({ day, month, year });

  it('make a stretch', () => {
    expect(readStretch(boxes('2', '11', '2026'), boxes('25', '11', '2026'))).toEqual({
      ok: true,
      stretch: { from: '2026-11-02', to: '2026-11-25' },
    });
  });

  it('are refused one by one, and in the wrong order', () => {
    const fields = (...two: [ReturnType<typeof boxes>, ReturnType<typeof boxes>]) => {
      const read = readStretch(...two);
      return read.ok ? [] : read.problems.map((p) => p.field);
    };
    expect(fields(boxes('', '', ''), boxes('', '', ''))).toEqual([
      'stretch-from-day',
      'stretch-to-day',
    ]);
    expect(fields(boxes('2', '13', '2026'), boxes('25', '11', '2026'))).toEqual([
      'stretch-from-month',
    ]);
    expect(fields(boxes('25', '11', '2026'), boxes('2', '11', '2026'))).toEqual(['stretch-to-day']);
  });
});

describe('bringing a file in', () => {
  const preview = (added: number, changed: number) =>
    ({ kind: 'marks_csv', new: added, changed }) as ImportPreviewView;

  it('says beforehand what will be written', () => {
    expect(willTake(preview(1200, 0), 0)).toBe('1,200 marks will be new.');
    expect(willTake(preview(1, 2), 0)).toBe('1 mark will be new, 2 marks will change.');
    expect(willTake(preview(0, 0), 0)).toBe('There is nothing in this file to take.');
    expect(willTake(preview(0, 0), 2)).toBe('2 by your answers.');
  });

  it('says afterwards what was written', () => {
    expect(
      tookWords({ kind: 'ctf', new: 57, changed: 2, unchanged: 1, problems: [], warnings: 0 }),
    ).toBe('57 pupils new, 2 changed, 1 here already.');
  });
});

describe('the journal', () => {
  it('has words for what it knows, and shows what it does not know by its own name', () => {
    expect(auditWords('file_opened')).toBe('Opened the file');
    expect(auditWords('meeting_held')).toBe('Meeting held');
  });
});
