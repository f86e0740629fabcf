import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AuditView, MemberView } from '../../src/ipc/contract';
import { EVERYBODY, peopleOf, picked } from '../../src/screens/audit/filter';
import { groupsFor, sectionFor } from '../../src/screens/settings/sections';
import { auditCount, auditTopic, auditWords } from '../../src/text/audit';
import { isOnlyLead, wayInWords } from '../../src/text/people';
import { placementWords } from '../../src/text/settings';

const member = (id: string, role: string, more: Partial<MemberView> = {}): MemberView => ({
  person: { id, name: id, role },
  me: false,
  removed: false,
  has_slot: true,
  bound_to_laptop: true,
  ...more,
});

describe('the people of the log', () => {
  it('have an only lead while no other lead is left, whoever was removed', () => {
    const [della, asha, ruth] = [
      member('della', 'dsl'),
      member('asha', 'dsl', { removed: true }),
      member('ruth', 'recorder'),
    ];
    expect(isOnlyLead(della, [della, asha, ruth])).toBe(true);
    expect(isOnlyLead(ruth, [della, asha, ruth])).toBe(false);
    const back = { ...asha, removed: false };
    expect(isOnlyLead(della, [della, back, ruth])).toBe(false);
  });

  it('are told apart by what they need to open it', () => {
    expect(wayInWords(member('a', 'dsl'))).toContain('keychain');
    expect(wayInWords(member('a', 'dsl', { bound_to_laptop: false }))).toContain('alone');
    expect(wayInWords(member('a', 'dsl', { has_slot: false }))).toContain('let back in');
    expect(wayInWords(member('a', 'dsl', { has_slot: false, removed: true }))).toContain('names');
  });
});

describe('the pages of Settings', () => {
  it('hold nothing for a recorder that would be refused', () => {
    const all = groupsFor(true).flatMap((group) => group.sections);
    for (const closed of ['log', 'people', 'journal']) expect(all).not.toContain(closed);
    expect(sectionFor('people', true)).toBe(all[0]);
    expect(sectionFor('people', false)).toBe('people');
    expect(sectionFor(undefined, false)).toBe('log');
  });

  it('say where the log lies', () => {
    const place = { kind: 'synced', name: 'OneDrive', allowed: true, conflict_copies: [] } as const;
    expect(placementWords({ ...place, conflict_copies: [] })).toBe(
      'A folder that a cloud service copies (OneDrive), as your IT team allows',
    );
    expect(placementWords({ kind: 'local', name: null, allowed: true, conflict_copies: [] })).toBe(
      'A folder of this laptop',
    );
  });
});

describe('the journal', () => {
  const row = (id: string, by: string, kind: string): AuditView => ({
    id,
    recorded_at: '2026-11-25T14:05:00Z',
    by,
    kind,
    pupil: null,
    pupil_name: null,
  });
  const rows = [
    row('1', 'Tomas Wickerby', 'concern_recorded'),
    row('2', 'Della Marchbank', 'searched'),
    row('3', 'Della Marchbank', 'of_a_newer_version'),
  ];

  it('has its own words and its topic for every event that this program writes', () => {
    const frozen = JSON.parse(readFileSync('../tests/vectors/at_rest.json', 'utf8')) as {
      kind: string;
    }[];
    const kinds = [...new Set(frozen.map(({ kind }) => kind))];
    expect(kinds.length).toBeGreaterThan(20);
    expect(kinds.filter((kind) => auditTopic(kind) === null)).toEqual([]);
    const words = kinds.map(auditWords);
    expect(new Set(words).size).toBe(kinds.length);
  });

  it('is narrowed by person and by what was done', () => {
    expect(picked(rows, { by: EVERYBODY, topic: 'all' })).toEqual(rows);
    const ids = (by: string, topic: 'all' | 'reading' | 'writing') =>
      picked(rows, { by, topic }).map(({ id }) => id);
    expect(ids('Della Marchbank', 'all')).toEqual(['2', '3']);
    expect(ids('Della Marchbank', 'reading')).toEqual(['2']);
    expect(ids('Della Marchbank', 'writing')).toEqual([]);
  });

  it('names each person once, and keeps whoever was chosen', () => {
    expect(peopleOf(rows, EVERYBODY)).toEqual([EVERYBODY, 'Della Marchbank', 'Tomas Wickerby']);
    expect(peopleOf([], 'Ruth Ames')).toEqual([EVERYBODY, 'Ruth Ames']);
  });

  it('says how far it was looked through', () => {
    expect(auditCount(3, 250, false)).toBe('3 of the newest 250 entries.');
    expect(auditCount(250, 250, false)).toBe('The newest 250 entries.');
    expect(auditCount(3, 40, true)).toBe('3 of all 40 entries.');
    expect(auditCount(40, 40, true)).toBe('All 40 entries.');
  });
});
