/** Words of the journal's list: who did what, and when. */
import type { AuditView } from '../ipc/contract';
import { dateInWords, dayOf, timeOf } from './date';
import { people } from './people';

/** What kinds of acts one can look at alone. */
export type AuditTopic = 'reading' | 'writing' | 'leaving' | 'keeping';

/** Which days are looked at. */
export type AuditPeriod = 'all' | 'week' | 'month' | 'year' | 'days';

/** What an event of this kind was, in the words of the person who reads, and where it belongs. */
const KIND: Record<string, readonly [AuditTopic, string]> = {
  file_opened: ['reading', 'Opened the file'],
  searched: ['reading', 'Searched the log'],
  file_opened_in_emergency: ['reading', 'Opened the closed file in an emergency'],
  notices_seen: ['reading', 'Read what leads are told'],

  concern_recorded: ['writing', 'Recorded a concern'],
  concern_amended: ['writing', 'Added to an entry'],
  concern_followed_up: ['writing', 'Followed up an entry'],
  attachment_added: ['writing', 'Added a file to an entry'],
  safe_contact_set: ['writing', 'Changed safe contact'],
  pupils_imported: ['writing', 'Brought in pupils'],
  marks_imported: ['writing', 'Brought in attendance marks'],
  file_closed: ['writing', 'Closed the file to all but named people'],
  file_closure_changed: ['writing', 'Changed who may read the file'],
  file_opened_to_all: ['writing', 'Opened the file to all leads and deputies'],

  referral_made: ['leaving', 'Made a referral'],
  attachment_saved: ['leaving', 'Saved a copy of an entry’s file'],
  chronology_saved: ['leaving', 'Saved the chronology as a file'],
  backup_made: ['leaving', 'Made a backup'],

  vault_created: ['keeping', 'Made the log'],
  person_added: ['keeping', 'Gave a way in'],
  person_removed: ['keeping', 'Took a way in away'],
  role_changed: ['keeping', 'Changed a role'],
  passphrase_changed: ['keeping', 'Changed their passphrase'],
  passphrase_checked: ['keeping', 'Tried their passphrase'],
  kit_made: ['keeping', 'Made a recovery kit'],
  kit_confirmed: ['keeping', 'Typed a recovery kit back'],
  kit_used: ['keeping', 'Opened the log with a recovery kit'],
  kit_checked: ['keeping', 'Looked where a recovery kit is'],
  log_checked: ['keeping', 'Checked the whole log'],
  restored: ['keeping', 'Restored a backup'],
  copy_accepted: ['keeping', 'Went on with an older copy of the log'],
};

export const audit = {
  said: 'Reading, searching, writing, exporting: each is an entry of the journal, and none can be taken out.',
  caption: 'What was done, newest first',
  when: 'When',
  who: 'Who',
  what: 'What',
  pupil: 'Pupil',
  whom: 'Whom or what',
  more: (n: number) => `The newest ${n} are shown.`,
  filters: 'What is shown',
  everybody: 'Everybody',
  topic: 'What was done',
  topics: [
    { value: 'all', label: 'Everything' },
    { value: 'reading', label: 'Reading and searching' },
    { value: 'writing', label: 'Writing' },
    { value: 'leaving', label: 'What left the log' },
    { value: 'keeping', label: 'People, keys and kits' },
  ] as const satisfies readonly { value: AuditTopic | 'all'; label: string }[],
  onePupil: 'One pupil’s file',
  period: 'When',
  periods: [
    { value: 'all', label: 'At any time' },
    { value: 'week', label: 'In the last 7 days' },
    { value: 'month', label: 'In the last 31 days' },
    { value: 'year', label: 'In the last 365 days' },
    { value: 'days', label: 'Between two days' },
  ] as const satisfies readonly { value: AuditPeriod; label: string }[],
  firstDay: 'First day',
  lastDay: 'Last day',
  showDays: 'Show these days',
  needDay: 'Write the day, the month and the year',
  lastBeforeFirst: 'The last day is before the first',
  kit: (n: number) => `Kit ${n}`,
  none: 'Nothing in what was looked through fits this choice.',
  older: 'Look further back',
};

/** An event of a newer Encircle has no words here: its own name is shown, readable. */
export function auditWords(kind: string): string {
  return KIND[kind]?.[1] ?? (kind.charAt(0).toUpperCase() + kind.slice(1)).replaceAll('_', ' ');
}

/** Null for an event of a newer Encircle. */
export function auditTopic(kind: string): AuditTopic | null {
  return KIND[kind]?.[0] ?? null;
}

/** Whom an act on people or keys was about, and with what: "Ruth Ames, deputy", "Kit 2". Whoever did it to themselves is not named again. */
export function auditPerson({ person_name, by, role, kit }: AuditView): string {
  const name = person_name === by ? null : person_name;
  const asRole = role ? (people.short[role] ?? role).toLowerCase() : null;
  return [name, asRole, kit === null ? null : audit.kit(kit)].filter((word) => word).join(', ');
}

export const auditWhen = (instant: string) => `${dateInWords(dayOf(instant))}, ${timeOf(instant)}`;

/** How many rows are shown, of how many that were looked through. `all` when the journal has no older ones. */
export function auditCount(shown: number, looked: number, all: boolean): string {
  const among = all ? `all ${looked}` : `the newest ${looked}`;
  if (shown === looked) return all ? `All ${looked} entries.` : `The newest ${looked} entries.`;
  return `${shown} of ${among} entries.`;
}
