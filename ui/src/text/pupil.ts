/** Words about a pupil that lists, pickers and the file share. */
import { dateInWords } from './date';

/** "Year 10, 10B, born 14 March 2012". What is not known is left out. */
export function pupilDetail(pupil: {
  year_group: string | null;
  reg_group: string | null;
  born: string | null;
}): string {
  return [
    pupil.year_group && `Year ${pupil.year_group}`,
    pupil.reg_group,
    pupil.born && `born ${dateInWords(pupil.born)}`,
  ]
    .filter(Boolean)
    .join(', ');
}
