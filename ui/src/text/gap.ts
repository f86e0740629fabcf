/** The days that fired a rule, in words. */
import type { FactView } from '../ipc/contract';
import { dateShort } from './date';

/** How many days a line names; older ones are counted. */
const NAMED = 6;

/** "2, 9 and 23 Nov", or "4 earlier days, then 28 Sep, 2 and 9 Nov". Facts come oldest first. */
export function daysOfFacts(facts: readonly Pick<FactView, 'on'>[]): string {
  const days = [...new Set(facts.map((fact) => fact.on))];
  const named = days.slice(-NAMED);
  const earlier = days.length - named.length;
  const words = named.map((on, i) => {
    const next = named[i + 1];
    // A month is written once, behind its last day.
    return next?.slice(0, 7) === on.slice(0, 7) ? String(Number(on.slice(8))) : dayMonth(on);
  });
  const last = words.pop() ?? '';
  const list = words.length > 0 ? `${words.join(', ')} and ${last}` : last;
  if (earlier === 0) return list;
  return `${earlier === 1 ? '1 earlier day' : `${earlier} earlier days`}, then ${list}`;
}

/** "9 Nov": the short day without its weekday. */
function dayMonth(iso: string): string {
  return dateShort(iso).replace(/^\p{L}+ /u, '');
}
