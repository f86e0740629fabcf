/** The pages of Settings, in the order of their list, and for whom each of them is. */
import type { LastBackupView, NoticesView } from '../../ipc/contract';
import { settings } from '../../text/settings';

export type Section =
  | 'log'
  | 'people'
  | 'kits'
  | 'backups'
  | 'journal'
  | 'check'
  | 'passphrase'
  | 'colours'
  | 'about'
  | 'dpia'
  | 'it';

export type Group = { title: string; sections: Section[] };

const GROUPS: Group[] = [
  {
    title: settings.groups.log,
    sections: ['log', 'people', 'kits', 'backups', 'journal', 'check'],
  },
  { title: settings.groups.you, sections: ['passphrase', 'colours', 'about'] },
  { title: settings.groups.papers, sections: ['dpia', 'it'] },
];

/** A recorder looks after their own passphrase and their own window, and finds no door that would not open. */
export function groupsFor(isRecorder: boolean): Group[] {
  return isRecorder ? GROUPS.slice(1) : GROUPS;
}

/** The page that was asked for, or the first one that this person has. */
export function sectionFor(asked: Section | undefined, isRecorder: boolean): Section {
  const all = groupsFor(isRecorder).flatMap((group) => group.sections);
  return asked && all.includes(asked) ? asked : (all[0] ?? 'about');
}

/** The pages on which something waits: a word beside their name in the list. */
export function waitingIn(notices: NoticesView | null, backup: LastBackupView | null): Section[] {
  const found: Section[] = [];
  if (notices && notices.kits_to_make.length + notices.kits_to_look_for.length > 0)
    found.push('kits');
  if (backup && (backup.old || backup.failed !== null)) found.push('backups');
  if (notices?.passphrase_check_due) found.push('passphrase');
  return found;
}
