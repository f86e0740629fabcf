/** When something happened, in words for the margin: the day in bold, the time below it. */
import type { HappenedView } from '../ipc/contract';
import { concern } from './concern';
import { dateShort } from './date';

export type HappenedWords = { day: string; time: string };

/** A day without a time says nothing of a time; midnight is said as 00:00. */
export function happenedInWords(happened: HappenedView): HappenedWords {
  const { kind, from, to } = happened;
  if (kind === 'not_known' || !from) return { day: concern.happenedNotKnown, time: '' };
  const about = kind === 'about' ? `${concern.about} ` : '';
  if (kind === 'between' && to) {
    const sameDay = from.slice(0, 10) === to.slice(0, 10);
    if (sameDay) {
      const times = time(from) && time(to) ? concern.between(time(from), time(to)) : '';
      return { day: day(from), time: times };
    }
    return { day: concern.between(moment(from), moment(to)), time: '' };
  }
  const at = time(from);
  return at
    ? { day: day(from), time: about + at }
    : { day: about ? about + day(from) : day(from), time: '' };
}

const day = (local: string) => dateShort(local.slice(0, 10));
const time = (local: string) => local.slice(11, 16);
const moment = (local: string) => [day(local), time(local)].filter(Boolean).join(', ');
