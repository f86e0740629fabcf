/** A person's answers to the rows of a file that could be more than one child. */
import type { ImportAnswer, RowPupilView, RowQuestionView, TakeRow } from '../../ipc/contract';
import { questions as words } from '../../text/import';
import { file } from '../../text/file';
import { dateInWords } from '../../text/date';

/** What is chosen for each row; a row that is not here is left out. */
export type Chosen = Readonly<Record<number, string>>;

/** One radio: `same_pupil` carries which pupil. */
export type Choice = { value: string; label: string };

export const LEFT_OUT: TakeRow = 'leave_out';

export function choicesOf(question: RowQuestionView): Choice[] {
  return question.offers.flatMap((offer): Choice[] => {
    if (offer !== 'same_pupil') return [{ value: offer, label: words.take[offer] }];
    return question.alike.map((pupil) => ({
      value: `${offer} ${pupil.id ?? ''}`,
      label: words.same(pupil.listed),
    }));
  });
}

export function answersOf(chosen: Chosen): ImportAnswer[] {
  return Object.entries(chosen)
    .filter(([, value]) => value !== LEFT_OUT)
    .map(([row, value]) => {
      const [take, pupil] = value.split(' ');
      return { row: Number(row), take: take as TakeRow, pupil: pupil ?? null };
    });
}

/** What tells two children apart, as one line of cells. */
export const cellsOf = (pupil: RowPupilView): [string, string][] => [
  [words.columns.name, pupil.listed],
  [words.columns.born, pupil.born ? dateInWords(pupil.born) : words.none],
  [words.columns.year, file.yearTutor(pupil.year_group, pupil.reg_group)],
  [words.columns.upn, pupil.upn ?? words.none],
  [words.columns.admission, pupil.admission_number ?? words.none],
];
