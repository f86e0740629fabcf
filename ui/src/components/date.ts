/**
 * Dates as people type and paste them, day first. Pure: today is an argument, and no rule of a record lives here.
 *
 * Native date inputs show mm/dd/yyyy on many machines, so a date is three boxes. Nothing is shifted or guessed: 31 February
 * is refused, a date without a year asks for the year.
 */
export type Boxes = { day: string; month: string; year: string };
export type Box = keyof Boxes;

export type DateProblem =
  | 'day_missing'
  | 'month_missing'
  | 'year_missing'
  | 'day_range'
  | 'month_range'
  | 'year_range'
  | 'no_such_day'
  | 'future';

export type DateReading =
  | { kind: 'empty' }
  | { kind: 'date'; iso: string }
  | { kind: 'problem'; problem: DateProblem; boxes: Box[] };

export const NO_DATE: Readonly<Boxes> = { day: '', month: '', year: '' };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

/** What the three boxes say. `latest` (YYYY-MM-DD) refuses later days: nothing has happened tomorrow yet. */
export function readBoxes(boxes: Boxes, latest?: string): DateReading {
  const day = tidy(boxes.day);
  const month = tidy(boxes.month);
  const year = tidy(boxes.year);
  if (!day && !month && !year) return { kind: 'empty' };
  if (!day) return problem('day_missing', 'day');
  if (!month) return problem('month_missing', 'month');
  if (!year) return problem('year_missing', 'year');

  const d = wholeNumber(day);
  const m = monthNumber(month);
  const y = fullYear(year, latest);
  if (d === null || d < 1 || d > 31) return problem('day_range', 'day');
  if (m === null) return problem('month_range', 'month');
  if (y === null || y < FIRST_YEAR || y > LAST_YEAR) return problem('year_range', 'year');
  if (d > daysInMonth(y, m)) return problem('no_such_day', 'day', 'month');

  const iso = isoDate(y, m, d);
  if (latest && iso > latest) return problem('future', 'day', 'month', 'year');
  return { kind: 'date', iso };
}

/**
 * The boxes for a date that was pasted or written into one of them: `3/4/11`, `03042011`, `2011-04-03`,
 * `3 April 2011`, `Tue 24 Nov 2026`, `yesterday`. Null when it is no date; a missing year stays empty.
 */
export function boxesFromText(text: string, today: string): Boxes | null {
  const t = tidy(text).toLowerCase().replace(/,/g, ' ').replace(/\s+/g, ' ');
  if (t === 'today') return boxesFromIso(today);
  if (t === 'yesterday') return boxesFromIso(addDays(today, -1));

  let found = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:t.*)?$/.exec(t);
  if (found) return boxes(found[3], found[2], found[1], today);

  found = /^(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})$/.exec(t);
  if (found) return boxes(found[1], found[2], found[3], today);

  found = /^(\d{2})(\d{2})(\d{4})$/.exec(t);
  if (found) return boxes(found[1], found[2], found[3], today);

  found =
    /^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* )?(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]([a-z]{3,9})\.?(?:[ -](\d{4}|\d{2}))?$/.exec(
      t,
    );
  if (found && monthNumber(found[2] ?? '') !== null)
    return boxes(found[1], found[2], found[3], today);
  return null;
}

/** The boxes of an ISO date. */
export function boxesFromIso(iso: string): Boxes {
  const [y = '', m = '', d = ''] = iso.slice(0, 10).split('-');
  return { day: String(Number(d)), month: String(Number(m)), year: y };
}

/** The calendar day `days` after (or before) an ISO date. No zone takes part, so no day is lost. */
export function addDays(iso: string, days: number): string {
  const [y = 0, m = 1, d = 1] = iso.split('-').map(Number);
  const at = new Date(Date.UTC(y, m - 1, d + days));
  return isoDate(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function boxes(
  day: string | undefined,
  month: string | undefined,
  year: string | undefined,
  today: string,
): Boxes {
  const m = monthNumber(month ?? '');
  return {
    day: String(Number(day)),
    // A month that does not exist is shown as typed, and refused by `readBoxes`.
    month: m === null ? (month ?? '') : String(m),
    year: year ? String(fullYear(year, today) ?? year) : '',
  };
}

/** Wide digits from an input method become plain ones; spaces around go. */
function tidy(text: string): string {
  return text.normalize('NFKC').trim();
}

function wholeNumber(text: string): number | null {
  return /^\d{1,4}$/.test(text) ? Number(text) : null;
}

function monthNumber(text: string): number | null {
  const n = wholeNumber(text);
  if (n !== null) return n >= 1 && n <= 12 ? n : null;
  const word = text.toLowerCase().replace(/\.$/, '');
  const at = MONTHS.findIndex((month) => word.startsWith(month));
  return word.length >= 3 && at >= 0 ? at + 1 : null;
}

/** Two digits are a year of this century up to next year, else of the last one: 11 is 2011, 98 is 1998. */
function fullYear(text: string, today?: string): number | null {
  const n = wholeNumber(text);
  if (n === null) return null;
  if (text.length !== 2) return text.length === 4 ? n : null;
  const now = Number((today ?? '').slice(0, 4)) || LAST_YEAR - 1;
  return 2000 + n <= now + 1 ? 2000 + n : 1900 + n;
}

function isoDate(y: number, m: number, d: number): string {
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

function problem(name: DateProblem, ...where: Box[]): DateReading {
  return { kind: 'problem', problem: name, boxes: where };
}
