/** What is said of a backup before and after it is put in place. */
import { describe, expect, it } from 'vitest';
import type { RestoreOverView, RestorePreviewView } from '../../ipc/contract';
import { keptWords, previewRows, whatGoes } from '../../text/restore';

const same = (events_not_in_backup: number): RestoreOverView => ({
  kind: 'same_vault',
  newest: '2026-11-25T13:10:00Z',
  events: 1142,
  events_not_in_backup,
});
const view = (here: RestoreOverView): RestorePreviewView => ({
  handle: 'h1',
  school: 'Saltmarsh Lane School',
  made_up: false,
  made_at: '2026-11-24T15:10:00Z',
  newest: '2026-11-24T15:02:00Z',
  events: 1130,
  here,
});

describe('what would go', () => {
  it('is counted where the log that is here can be read', () => {
    expect(whatGoes(same(0))[0]).toContain('is in the backup too');
    expect(whatGoes(same(1))[0]).toMatch(/^1 journal entry .* is not in the backup/);
    expect(whatGoes(same(1212))[0]).toMatch(/^1,212 journal entries .* are not in the backup/);
  });

  it('is not guessed where it cannot', () => {
    expect(whatGoes({ kind: 'cannot_be_opened' })[0]).toContain('is not known');
    expect(whatGoes({ kind: 'nothing' })).toEqual([
      'There is no log in this place. Nothing is replaced.',
    ]);
  });

  it('is put aside, never deleted', () => {
    for (const here of [same(0), same(9), { kind: 'cannot_be_opened' } as const]) {
      expect(whatGoes(here)[1]).toContain('Nothing of it is deleted.');
    }
  });
});

describe('what a backup holds', () => {
  it('stands beside the log that is here where both are the same one', () => {
    expect(previewRows(view(same(12)))).toEqual([
      ['Newest entry', '24 November 2026, 15:02', '25 November 2026, 13:10'],
      ['Journal entries', '1,130', '1,142'],
    ]);
  });

  it('stands alone where there is none to compare, and says whether it is made up', () => {
    const rows = previewRows({ ...view({ kind: 'nothing' }), made_up: true, newest: null });
    expect(rows.map((row) => row.length)).toEqual([2, 2, 2, 2]);
    expect(rows[0]?.[1]).toBe('Saltmarsh Lane School (made-up)');
    expect(rows[2]?.[1]).toBe('None');
  });
});

describe('afterwards', () => {
  it('the folder of the former log is named, and what has to be disposed of again', () => {
    expect(keptWords({ kept_aside: null, disposals_to_repeat: 0 })).toEqual([]);
    const said = keptWords({ kept_aside: 'vault.2026-11-25', disposals_to_repeat: 2 });
    expect(said[0]).toContain('vault.2026-11-25');
    expect(said[1]).toContain('(2)');
  });
});
