/** Words of the files of an entry. */
import type { AttachmentView, FileKindView } from '../ipc/contract';
import { dateShort, dayOf, timeOf } from './date';

const KIND: Record<FileKindView, string> = {
  picture: 'Picture',
  pdf: 'PDF',
  document: 'Document',
  sound: 'Sound',
  film: 'Film',
  message: 'Message',
  archive: 'Archive',
  text: 'Text',
  page: 'Web page',
  program: 'Program',
  script: 'Script',
  macros: 'Document with macros',
  unknown: 'Unknown kind',
};

const MB = 1_000_000;
const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** As a file manager says it. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  if (bytes < MB) return `${number.format(Math.round(bytes / 1000))} KB`;
  return `${number.format(bytes / MB)} MB`;
}

/** What it is, how large, who added it and when. */
export function factsOf(file: AttachmentView): string {
  const added = `${dateShort(dayOf(file.added_at))}, ${timeOf(file.added_at)}`;
  return `${KIND[file.kind]}, ${sizeWords(file.size)} · added ${added} by `;
}

export const attachment = {
  list: 'Files of this entry',
  add: 'Add a file',
  show: 'Show',
  showLabel: (name: string) => `Show ${name}`,
  save: 'Save a copy',
  saveLabel: (name: string) => `Save a copy of ${name}`,
  close: 'Close',
  canAct: 'Open it nowhere',
  canActWhy:
    'By what is in it, this file can run or change things on a computer, whatever its name says.',
  adding: (name: string) => `Adding ${name}`,
  saving: (name: string) => `Saving ${name}`,
  progress: (done: number, size: number) => `${sizeWords(done)} of ${sizeWords(size)}`,
  cancel: 'Cancel',
  added: (name: string) => `Added ${name}. The original is kept as it came.`,
  saved: (name: string) => `Saved ${name}. A copy outside the log is no longer protected.`,
  stopped: 'Cancelled. Nothing was kept.',
  pictureAlt: (name: string) => `The picture in ${name}`,
  drawn: (width: number, height: number) =>
    `Drawn anew from the original of ${width} × ${height} pixels.`,
};
