/** Words of Settings: its list of pages, this log, the colours, and what Encircle is. */
import type { PlacementView } from '../ipc/contract';

export const settings = {
  heading: 'Settings',
  groups: { log: 'The log', you: 'You and this window', papers: 'To hand on' },
  sections: {
    log: 'This log',
    people: 'People',
    kits: 'Recovery kits',
    backups: 'Backups',
    journal: 'Journal',
    check: 'Check the log',
    passphrase: 'Your passphrase',
    colours: 'Colours',
    about: 'About Encircle',
    dpia: 'For your data protection officer',
    it: 'For your IT team',
  },
  /** Something waits on that page. */
  due: 'Due',
  backTo: (page: string) => `← ${page}`,
  coloursLabel: 'Colours of the window',
  coloursHint: 'For everybody on this laptop. Kept outside the log, with nothing else.',
  themes: [
    { value: 'system', label: 'As this laptop' },
    { value: 'light', label: 'Light' },
    { value: 'dark', label: 'Dark' },
  ] as const,
  school: 'School',
  laestab: 'LAESTAB',
  person: 'You',
  idle: 'Locks itself after',
  placement: 'Where it lies',
  laestabParts: (laestab: string) => `${laestab.slice(0, 3)} ${laestab.slice(3)}`,
  minutes: (n: number) => (n === 1 ? '1 minute without a key' : `${n} minutes without a key`),
  madeUp: 'Made-up school: everybody in it is invented.',
  copies: (n: number) =>
    n === 1
      ? 'A file that is not the log’s lies beside it'
      : `${n} files that are not the log’s lie beside it`,
  copiesSaid:
    'A cloud service or a person made copies in the folder of the log. Encircle never opens them. Tell whoever looks after this laptop.',
  bringIn: 'Pupils and attendance marks',
  bringInSaid: 'From the school’s own system, as a Common Transfer File or CSV.',
  aboutWords: [
    'Encircle is the safeguarding log of a school’s designated safeguarding lead. It opens no network connection: nothing leaves this laptop unless you export it.',
    'It shows facts, dates and the rules that matched. It never scores a child. You decide, and you write the reason.',
    'Free software under the GNU Affero General Public License, version 3 or later.',
  ],
};

const PLACE: Record<PlacementView['kind'], string> = {
  local: 'A folder of this laptop',
  network: 'A network drive',
  synced: 'A folder that a cloud service copies',
  roaming: 'A folder that travels with your profile',
};

/** Where the log lies; outside the laptop with the service's name, and that a policy allows it. */
export function placementWords({ kind, name, allowed }: PlacementView): string {
  const named = name ? `${PLACE[kind]} (${name})` : PLACE[kind];
  return kind === 'local' || !allowed ? named : `${named}, as your IT team allows`;
}
