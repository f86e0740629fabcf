import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AuditView, MemberView } from '../../src/ipc/contract';
import { daysOf, picked } from '../../src/screens/audit/filter';
import { groupsFor, sectionFor } from '../../src/screens/settings/sections';
import { auditCount, auditPerson, auditTopic, auditWords } from '../../src/text/audit';
import { isOnlyLead, sinceWords, wayInWords } from '../../src/text/people';
import { placementWords } from '../../src/text/settings';

const member = (id: string, role: string, more: Partial<MemberView> = {}): MemberView => ({
  person: { id, name: id, role },
  me: false,
  removed: false,
  has_slot: true,
  bound_to_laptop: true,
  added_at: '2026-09-03T09:00:00Z',
  role_since: '2026-09-03T09:00:00Z',
  active_at: null,
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

describe('since when', () => {
  it('is said in days, and a role only where it came later', () => {
    expect(sinceWords(member('a', 'dsl'))).toBe(
      'Added 3 September 2026. Has done nothing here yet.',
    );
    const changed = { role_since: '2026-11-23T09:00:00Z', active_at: '2026-11-24T15:52:00Z' };
    expect(sinceWords(member('a', 'deputy', changed))).toBe(
      'Added 3 September 2026. In this role since 23 November 2026. Last did something here 24 November 2026.',
    );
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
    person: null,
    person_name: null,
    role: null,
    kit: null,
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

  it('is narrowed by what was done', () => {
    expect(picked(rows, 'all')).toEqual(rows);
    const ids = (topic: 'reading' | 'writing') => picked(rows, topic).map(({ id }) => id);
    expect(ids('reading')).toEqual(['2']);
    expect(ids('writing')).toEqual(['1']);
  });

  it('names whom an act was about, once', () => {
    const act = {
      ...rows[0],
      by: 'Della Marchbank',
      person: 'p',
      person_name: 'Ruth Ames',
    } as AuditView;
    expect(auditPerson({ ...act, role: 'deputy', kit: null })).toBe('Ruth Ames, deputy');
    expect(auditPerson({ ...act, person_name: 'Della Marchbank', role: null, kit: 2 })).toBe(
      'Kit 2',
    );
    expect(auditPerson({ ...act, person_name: null, role: null, kit: null })).toBe('');
  });

  it('asks for days that end today', () => {
    expect(daysOf('all', '2026-11-25')).toEqual({ from: null, to: null });
    expect(daysOf('week', '2026-11-25')).toEqual({ from: '2026-11-19', to: null });
    expect(daysOf('month', '2026-11-25')).toEqual({ from: '2026-10-26', to: null });
  });

  it('says how far it was looked through', () => {
    expect(auditCount(3, 250, false)).toBe('3 of the newest 250 entries.');
    expect(auditCount(250, 250, false)).toBe('The newest 250 entries.');
    expect(auditCount(3, 40, true)).toBe('3 of all 40 entries.');
    expect(auditCount(40, 40, true)).toBe('All 40 entries.');
  });
});
