/** Two typed dates as a stretch. Pure; used where a stretch is chosen by hand. */
import { readBoxes, type Box, type Boxes } from '../../components/date';
import type { Problem } from '../../components/problem';
import type { Stretch } from '../../components/ribbon/walk';
import { attendance } from '../../text/attendance';
import { DATE_PROBLEM } from '../../text/form';

export type StretchProblem = Problem & { boxes: Box[] };
export type StretchReading =
  { ok: true; stretch: Stretch } | { ok: false; problems: StretchProblem[] };

export function readStretch(from: Boxes, to: Boxes): StretchReading {
  const problems: StretchProblem[] = [];
  const first = readDay('stretch-from', from, attendance.needFrom, problems);
  const last = readDay('stretch-to', to, attendance.needTo, problems);
  if (first && last && last < first) {
    problems.push({
      field: 'stretch-to-day',
      text: attendance.order,
      boxes: ['day', 'month', 'year'],
    });
  }
  if (problems.length > 0 || !first || !last) return { ok: false, problems };
  return { ok: true, stretch: { from: first, to: last } };
}

function readDay(
  id: string,
  boxes: Boxes,
  need: string,
  problems: StretchProblem[],
): string | null {
  const day = readBoxes(boxes);
  if (day.kind === 'date') return day.iso;
  const at = day.kind === 'problem' ? day.boxes : (['day'] satisfies Box[]);
  problems.push({
    field: `${id}-${at[0] ?? 'day'}`,
    text: day.kind === 'problem' ? DATE_PROBLEM[day.problem] : need,
    boxes: [...at],
  });
  return null;
}
