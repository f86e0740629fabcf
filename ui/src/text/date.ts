/** Dates, times and instants in words. A date is shown as it stands; an instant is shown in the time of the school. */
const ZONE = 'Europe/London';

const longDay = format({ weekday: 'long', day: 'numeric', month: 'long' }, 'UTC');
const fullDate = format({ day: 'numeric', month: 'long', year: 'numeric' }, 'UTC');
const shortDay = format({ weekday: 'short', day: 'numeric' }, 'UTC');
const shortDate = format({ weekday: 'short', day: 'numeric', month: 'short' }, 'UTC');
const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, ZONE);
const parts = format({ year: 'numeric', month: '2-digit', day: '2-digit' }, ZONE);

/** `2026-11-25` is "Wednesday 25 November". */
export const dayInWords = (iso: string) => plain(longDay, iso);
/** `2026-11-25` is "25 November 2026". */
export const dateInWords = (iso: string) => plain(fullDate, iso);
/** `2026-11-25` is "Wednesday 25 November 2026": the echo of what was typed. */
export const dateEcho = (iso: string) => `${dayInWords(iso)} ${iso.slice(0, 4)}`;
/** `2026-11-24` is "Tue 24". */
export const dayShort = (iso: string) => plain(shortDay, iso);
/** `2026-11-24` is "Tue 24 Nov". */
export const dateShort = (iso: string) => plain(shortDate, iso);

/** An instant's wall-clock time in school, "14:05". */
export const timeOf = (instant: string | Date) => clock.format(new Date(instant));
/** An instant's calendar day in school, "2026-11-25". */
export function dayOf(instant: string | Date): string {
  // Put together from its parts: no language writes a date in this order on every system.
  const found = parts.formatToParts(new Date(instant));
  return ['year', 'month', 'day']
    .map((type) => found.find((p) => p.type === type)?.value)
    .join('-');
}

/** "today", "Tue 24" within a week, else "Tue 24 Nov". */
export function dayNear(iso: string, today: string): string {
  const days = Math.round((Date.parse(today) - Date.parse(iso)) / 86_400_000);
  if (days === 0) return 'today';
  return days > 0 && days < 7 ? dayShort(iso) : dateShort(iso);
}

function format(options: Intl.DateTimeFormatOptions, timeZone: string) {
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
}

// en-GB puts a comma after the weekday; a day-book does not.
function plain(formatter: Intl.DateTimeFormat, iso: string): string {
  return formatter.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`)).replace(',', '');
}
