/** Words about the people of the log: who has a way in, in which role, and what adding or removing somebody means. */
import type { MemberView, PersonAddedView } from '../ipc/contract';
import { possessive } from './concern';
import { dateInWords, dayOf } from './date';

export const people = {
  heading: 'People',
  add: 'Add a person',
  now: 'People of the log',
  former: 'No longer of the log',
  formerSaid: 'Their names stay on what they wrote.',
  you: 'You',
  onlyLead: 'The only lead: nobody else could look after people and keys.',
  noWayIn: 'No way in',
  since: (day: string) => `Added ${day}.`,
  roleSince: (day: string) => `In this role since ${day}.`,
  lastHere: (day: string) => `Last did something here ${day}.`,
  neverHere: 'Has done nothing here yet.',
  mayNot: 'A designated safeguarding lead adds and removes people.',
  short: { dsl: 'Lead', deputy: 'Deputy', recorder: 'Staff' } as Record<string, string>,
  changeRole: 'Role',
  changeRoleLabel: (name: string) => `Change ${possessive(name)} role`,
  admit: 'New passphrase',
  admitLabel: (name: string) => `Give ${name} a new passphrase`,
  admitBack: 'Let back in',
  admitBackLabel: (name: string) => `Let ${name} back in`,
  remove: 'Remove',
  removeLabel: (name: string) => `Remove ${name}`,

  name: 'Name, as it will stand under entries',
  needName: 'Write the name',
  role: 'Role',
  roles: [
    {
      value: 'dsl',
      label: 'Designated safeguarding lead',
      hint: 'Sees all, and looks after people and keys',
    },
    { value: 'deputy', label: 'Deputy safeguarding lead', hint: 'Sees all' },
    {
      value: 'recorder',
      label: 'Member of staff',
      hint: 'Records about any pupil, sees own entries alone',
    },
  ] as const,
  needRole: 'Choose the role',
  notCryptography:
    'Roles, and files closed to named people, are rules that this program keeps. They are not cryptography: everybody who has a passphrase to this log has a key to all of it. Give no passphrase to somebody who must be kept out; write about a member of staff in a log of its own.',

  chooseTitle: (name: string) => `${name} chooses a passphrase`,
  chooseSaid: (name: string) =>
    `Give the laptop to ${name} now. Nobody else needs to see or know the passphrase, and nobody can look it up.`,
  ownLabel: 'Your passphrase',
  letIn: 'Open the log to me',
  lettingIn: 'Making the key. This takes a few seconds.',
  added: (name: string) => `${name} can open the log on this laptop.`,
  notBound: 'This laptop has no keychain: the passphrase alone opens the log.',

  admitTitle: (name: string) => `Let ${name} back in`,
  admitSaid: (name: string) =>
    `${name} chooses a new passphrase on this laptop. The former one, and a way in on another laptop, open nothing from then on. The role stays as it was.`,

  roleTitle: (name: string) => `${possessive(name)} role`,
  roleOwn: 'You will not be able to change it back yourself.',
  save: 'Save the role',
  roleSaved: (name: string) =>
    `${possessive(name)} role is changed. Every lead is told at the next unlock.`,

  removeTitle: (name: string) => `Remove ${name}?`,
  removeMeans: (name: string) => [
    `${name} can no longer open the log. What ${name} wrote stays, under this name.`,
    'The log gets new keys: all of it is written anew, compared, checked, and only then put in the place of the former one. Whatever happens meanwhile, one of the two is whole.',
    'Colleagues keep their passphrases, and the printed recovery kits go on opening the log. Nobody needs to be here for it.',
    `A copy of the log that somebody kept from before still opens with ${possessive(name)} passphrase, and a backup from before brings the way in back: remove ${name} again after restoring one.`,
  ],
  removeMe: 'The log locks itself, and your passphrase opens it no more.',
  removeYes: (name: string) => `Remove ${name}`,
  removing:
    'Writing the log anew under new keys, and checking it. Leave the laptop switched on; a large log takes a minute or more.',
  removed: (name: string) =>
    `${name} can no longer open the log. Every lead is told at the next unlock.`,
};

/** What the person needs to open the log, in a line. */
export function wayInWords(
  member: Pick<MemberView, 'has_slot' | 'bound_to_laptop' | 'removed'>,
): string {
  if (member.removed) return people.formerSaid;
  if (!member.has_slot) return 'Has to be let back in.';
  return member.bound_to_laptop
    ? 'Passphrase, and a laptop’s keychain.'
    : 'Passphrase alone, on any laptop.';
}

/** Since when the person is of the log and has their role, and when they last did anything in it. */
export function sinceWords(member: MemberView): string {
  const added = dayOf(member.added_at);
  const role = dayOf(member.role_since);
  const last = member.active_at ? dayOf(member.active_at) : null;
  return [
    people.since(dateInWords(added)),
    role === added ? null : people.roleSince(dateInWords(role)),
    last ? people.lastHere(dateInWords(last)) : people.neverHere,
  ]
    .filter((words) => words)
    .join(' ');
}

/** The one lead that there is: no role to change, nobody to remove. */
export function isOnlyLead(member: MemberView, all: readonly MemberView[]): boolean {
  const leads = all.filter((one) => !one.removed && one.person.role === 'dsl');
  return leads.length === 1 && leads[0]?.person.id === member.person.id;
}

/** That somebody can open the log, and what the passphrase has to do alone. */
export function addedWords({ person, bound_to_laptop }: PersonAddedView): string {
  const said = people.added(person.name);
  return bound_to_laptop ? said : `${said} ${people.notBound}`;
}
