/** The list of gaps as a page shows it: one row a pupil, with every rule that matched. Pure; what matched is the log's word. */
import type { GapView } from '../../ipc/contract';
import { addDays } from '../../components/date';
import { weekday } from '../../components/ribbon/axis';

export type PupilGaps = { pupil: string; name: string; year: string | null; gaps: GapView[] };

/** In the order of the list; the rules of one pupil stand together. */
export function byPupil(gaps: readonly GapView[]): PupilGaps[] {
  const found = new Map<string, PupilGaps>();
  for (const gap of gaps) {
    const row = found.get(gap.pupil) ?? {
      pupil: gap.pupil,
      name: gap.pupil_name,
      year: gap.year_group,
      gaps: [],
    };
    row.gaps.push(gap);
    found.set(gap.pupil, row);
  }
  return [...found.values()];
}

/** The Monday from which the small register begins, so many weeks back. */
export function weeksBack(on: string, weeks: number): string {
  return addDays(on, 1 - weekday(on) - 7 * (weeks - 1));
}
