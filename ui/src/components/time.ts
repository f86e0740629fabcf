/** Times of day as people type them. Pure. A time is wall-clock time in school; a zone never takes part. */
export type TimeReading =
  { kind: 'empty' } | { kind: 'time'; value: string } | { kind: 'problem'; problem: 'not_a_time' };

/** `12:35`, `12.35`, `1235`, `9:05`, `9am`, `12:35 pm`, `noon`, `midnight`. The value is HH:MM. */
export function readTime(text: string): TimeReading {
  const t = text.normalize('NFKC').trim().toLowerCase();
  if (!t) return { kind: 'empty' };
  if (t === 'noon' || t === 'midday') return { kind: 'time', value: '12:00' };
  if (t === 'midnight') return { kind: 'time', value: '00:00' };

  const found = /^(\d{1,2})(?:[:.h]?(\d{2}))?\s*([ap])?\.?m?\.?$/.exec(t);
  if (!found) return { kind: 'problem', problem: 'not_a_time' };
  const [, hours, minutes, half] = found;
  // A bare "9" could be a slip of the finger: only "9am", "9pm" or minutes make it a time.
  if (minutes === undefined && half === undefined)
    return { kind: 'problem', problem: 'not_a_time' };

  let h = Number(hours);
  const m = Number(minutes ?? 0);
  if (half) {
    if (h < 1 || h > 12) return { kind: 'problem', problem: 'not_a_time' };
    h = (h % 12) + (half === 'p' ? 12 : 0);
  }
  if (h > 23 || m > 59) return { kind: 'problem', problem: 'not_a_time' };
  return { kind: 'time', value: `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}` };
}
