/** Words of the journal's list: who did what, and when. */
import { dateInWords, dayOf, timeOf } from './date';

/** What an event of this kind was, in the words of the person who reads. */
const KIND: Record<string, string> = {
  vault_created: 'Made the log',
  person_added: 'Added a person',
  person_removed: 'Took a person’s key away',
  kit_made: 'Made a recovery kit',
  kit_confirmed: 'Typed a recovery kit back',
  kit_used: 'Opened the log with a recovery kit',
  pupils_imported: 'Brought in pupils',
  marks_imported: 'Brought in attendance marks',
  file_opened: 'Opened the file',
  searched: 'Searched the log',
  concern_recorded: 'Recorded a concern',
  concern_amended: 'Added to an entry',
  concern_followed_up: 'Followed up an entry',
  safe_contact_set: 'Changed safe contact',
  referral_made: 'Made a referral',
  file_closed: 'Closed the file to all but named people',
  file_closure_changed: 'Changed who may read the file',
  file_opened_to_all: 'Opened the file to all leads and deputies',
  file_opened_in_emergency: 'Opened the closed file in an emergency',
  chronology_exported: 'Saved the chronology as a file',
};

export const audit = {
  caption: 'What was done, newest first',
  when: 'When',
  who: 'Who',
  what: 'What',
  pupil: 'Pupil',
  more: (n: number) => `The newest ${n} are shown.`,
  filter: 'Show',
  all: 'Everything',
  reading: 'Reading and searching',
  writing: 'Writing',
};

/** An event of a newer Encircle has no words here: its own name is shown, readable. */
export function auditWords(kind: string): string {
  return KIND[kind] ?? (kind.charAt(0).toUpperCase() + kind.slice(1)).replaceAll('_', ' ');
}

export const auditWhen = (instant: string) => `${dateInWords(dayOf(instant))}, ${timeOf(instant)}`;
