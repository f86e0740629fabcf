/** Words of Settings. */
export const settings = {
  heading: 'Settings',
  colours: 'Colours',
  coloursHint: 'Holds until the log is locked.',
  themes: [
    { value: 'system', label: 'As this laptop' },
    { value: 'light', label: 'Light' },
    { value: 'dark', label: 'Dark' },
  ] as const,
  log: 'This log',
  school: 'School',
  laestab: 'LAESTAB',
  person: 'You',
  role: 'Role',
  idle: 'Locks itself after',
  laestabParts: (laestab: string) => `${laestab.slice(0, 3)} ${laestab.slice(3)}`,
  minutes: (n: number) => (n === 1 ? '1 minute without a key' : `${n} minutes without a key`),
  madeUp: 'Made-up school: everybody in it is invented.',
  journal: 'Who has looked',
  journalHint:
    'Reading, searching, writing, exporting: each is an entry of the journal, and none can be taken out.',
  journalShow: 'Show the journal',
  about: 'About',
  aboutWords: [
    'Encircle is the safeguarding log of a school’s designated safeguarding lead. It opens no network connection: nothing leaves this laptop unless you export it.',
    'It shows facts, dates and the rules that matched. It never scores a child. You decide, and you write the reason.',
    'Free software under the GNU Affero General Public License, version 3 or later.',
  ],
};
