/** The pages of Settings, in the order of their list, and for whom each of them is. */
import { settings } from '../../text/settings';

export type Section = 'log' | 'people' | 'journal' | 'colours' | 'about';

export type Group = { title: string; sections: Section[] };

const GROUPS: Group[] = [
  {
    title: settings.groups.log,
    sections: ['log', 'people', 'journal'],
  },
  { title: settings.groups.you, sections: ['colours', 'about'] },
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
