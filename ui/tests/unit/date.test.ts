/** Dates and times as people type them, day first, never shifted. */
import { describe, expect, it } from 'vitest';
import { addDays, boxesFromText, readBoxes, type Boxes } from '../../src/components/date';
import { readTime } from '../../src/components/time';
import { dateEcho, dayNear, dayOf, timeOf } from '../../src/text/date';

const TODAY = '2026-11-25';
const boxes = (day: string, month: string, year: string): Boxes => ({ day, month, year });
const read = (text: string) => {
  const found = boxesFromText(text, TODAY);
  return found ? readBoxes(found) : null;
};

describe('a date written in one go', () => {
  it.each([
    ['3/4/11', '2011-04-03'],
    ['03042011', '2011-04-03'],
    ['2011-04-03', '2011-04-03'],
    ['2011-04-03T10:50', '2011-04-03'],
    ['03.04.2011', '2011-04-03'],
    ['3 April 2011', '2011-04-03'],
    ['3rd of April 2011', '2011-04-03'],
    ['Tue 24 Nov 2026', '2026-11-24'],
    ['Tuesday, 24 November 2026', '2026-11-24'],
    ['24-Nov-26', '2026-11-24'],
    [' 3 / 4 / 98 ', '1998-04-03'],
    ['３／４／２０１１', '2011-04-03'],
    ['today', '2026-11-25'],
    ['yesterday', '2026-11-24'],
    ['29/2/2012', '2012-02-29'],
  ])('%s is %s', (text, iso) => {
    expect(read(text)).toEqual({ kind: 'date', iso });
  });

  it('is never month first, and never rolls over', () => {
    expect(read('4/13/2011')).toMatchObject({ kind: 'problem', problem: 'month_range' });
    expect(read('31/02/2012')).toMatchObject({ kind: 'problem', problem: 'no_such_day' });
    expect(read('29/2/2011')).toMatchObject({ kind: 'problem', problem: 'no_such_day' });
  });

  it('without a year asks for the year instead of guessing it', () => {
    expect(read('24 November')).toMatchObject({ kind: 'problem', problem: 'year_missing' });
  });

  it.each(['soon', '40970', '3 Foo 2011', '', '1/2/3/4'])('%s is no date', (text) => {
    expect(boxesFromText(text, TODAY)).toBeNull();
  });
});

describe('a date in three boxes', () => {
  it('is read with a month in figures or in letters, and a year of two or four figures', () => {
    expect(readBoxes(boxes('25', '11', '2026'))).toEqual({ kind: 'date', iso: TODAY });
    expect(readBoxes(boxes(' 5 ', 'nov', '26'), TODAY)).toEqual({
      kind: 'date',
      iso: '2026-11-05',
    });
  });

  it('is empty, not wrong, when nothing is written', () => {
    expect(readBoxes(boxes('', ' ', ''))).toEqual({ kind: 'empty' });
  });

  it.each([
    [boxes('', '11', '2026'), 'day_missing'],
    [boxes('25', '', '2026'), 'month_missing'],
    [boxes('25', '11', ''), 'year_missing'],
    [boxes('32', '11', '2026'), 'day_range'],
    [boxes('0', '11', '2026'), 'day_range'],
    [boxes('25', '31', '2026'), 'month_range'],
    [boxes('25', '11', '226'), 'year_range'],
    [boxes('25', '11', 'x'), 'year_range'],
    [boxes('31', '4', '2026'), 'no_such_day'],
    [boxes('26', '11', '2026'), 'future'],
  ])('%j is refused as %s', (given, problem) => {
    expect(readBoxes(given, TODAY)).toMatchObject({ kind: 'problem', problem });
  });

  it('counts days over the ends of months, years and the change of the clocks', () => {
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-29', 1)).toBe('2026-03-30');
  });
});

describe('a time', () => {
  it.each([
    ['12:35', '12:35'],
    ['12.35', '12:35'],
    ['1235', '12:35'],
    ['9:05', '09:05'],
    ['9am', '09:00'],
    ['9 pm', '21:00'],
    ['12:35 pm', '12:35'],
    ['12am', '00:00'],
    ['00:00', '00:00'],
    ['noon', '12:00'],
  ])('%s is %s', (text, value) => {
    expect(readTime(text)).toEqual({ kind: 'time', value });
  });

  it.each(['9', '25:00', '12:60', '13pm', 'lunch', '12:5'])('%s is refused', (text) => {
    expect(readTime(text)).toEqual({ kind: 'problem', problem: 'not_a_time' });
  });
});

describe('dates in words', () => {
  it('say the weekday, so that a wrong figure is noticed', () => {
    expect(dateEcho('2011-04-03')).toBe('Sunday 3 April 2011');
  });

  it('show an instant in the time of the school, in summer too', () => {
    expect(timeOf('2026-11-25T14:05:00Z')).toBe('14:05');
    expect(timeOf('2026-06-15T14:05:00Z')).toBe('15:05');
    expect(dayOf('2026-06-15T23:30:00Z')).toBe('2026-06-16');
  });

  it('say today, then the weekday, then the date', () => {
    expect(dayNear('2026-11-25', TODAY)).toBe('today');
    expect(dayNear('2026-11-24', TODAY)).toBe('Tue 24');
    expect(dayNear('2026-11-20', TODAY)).toBe('Fri 20');
    expect(dayNear('2026-11-02', TODAY)).toBe('Mon 2 Nov');
  });
});
