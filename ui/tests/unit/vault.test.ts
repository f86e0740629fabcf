import { describe, expect, it } from 'vitest';
import type { BackupRowView, KitStateView, LastBackupView } from '../../src/ipc/contract';
import { waitingIn } from '../../src/screens/settings/sections';
import {
  failedWords,
  fingerprint,
  lastBackupWords,
  madeWhen,
  sizeWords,
} from '../../src/text/backup';
import { readFingerprint } from '../../src/text/check';
import { kitStanding } from '../../src/text/kits';

const TODAY = '2026-11-25';
const row: BackupRowView = {
  made_at: '2026-11-25T13:02:00Z',
  place: 'laptop',
  file_name: 'encircle-20261125T130200Z.backup',
  kib: 1850,
  hash: 'aa',
  seq: 1204,
  head: '9f86d081884c7d65',
};
const good: LastBackupView = {
  last: row,
  last_elsewhere: row,
  days: 0,
  old: false,
  laptop_only: false,
  running: false,
  failed: null,
  failed_at: null,
};

describe('the last good backup', () => {
  it('is said quietly while all is well', () => {
    expect(lastBackupWords(good, TODAY)).toEqual({
      text: 'Last good backup today, 13:02',
      more: null,
      warns: false,
    });
  });

  it('warns when it is old, when there is none, and when the last attempt failed', () => {
    const said = (changes: Partial<LastBackupView>) =>
      lastBackupWords({ ...good, ...changes }, TODAY);
    expect(said({ days: 9, old: true })).toMatchObject({
      text: 'Last good backup 9 days ago',
      warns: true,
    });
    expect(
      said({ last: null, last_elsewhere: null, days: null, old: true, laptop_only: true }),
    ).toMatchObject({ text: 'No backup yet', warns: true });
    expect(said({ failed: 'disk_full' })).toMatchObject({ warns: true, more: null });
    expect(said({ failed: 'disk_full', days: 9, old: true }).more).toBe(
      'Last good backup 9 days ago',
    );
  });

  it('says that none lies elsewhere, and that one is being made', () => {
    expect(lastBackupWords({ ...good, laptop_only: true }, TODAY).more).toBe(
      'None outside this laptop',
    );
    expect(lastBackupWords({ ...good, running: true, old: true }, TODAY)).toMatchObject({
      text: 'A backup is being made',
      warns: false,
    });
  });

  it('is dated as near as it is, in the time of the school', () => {
    expect(madeWhen('2026-11-24T13:02:00Z', TODAY)).toBe('yesterday, 13:02');
    expect(madeWhen('2026-11-20T13:02:00Z', TODAY)).toBe('Fri 20 Nov');
    expect(madeWhen('2025-11-20T13:02:00Z', TODAY)).toBe('20 November 2025');
    expect(madeWhen('2026-06-30T23:30:00Z', '2026-07-01')).toBe('today, 00:30');
  });

  it('tells of a failure with the file, what was kept, and what to do', () => {
    expect(failedWords(good)).toBe(null);
    const failed = { ...good, failed: 'backup_disk_full', failed_at: 'a.backup' } as const;
    expect(failedWords(failed)).toMatch(
      /^The last attempt failed, at a\.backup\. There is no room/,
    );
    expect(failedWords({ ...failed, failed_at: null })).toMatch(/^The last attempt failed\. There/);
  });

  it('has its size in the unit that one reads', () => {
    expect([12, 1536, 20_480, 3_145_728].map(sizeWords)).toEqual([
      '12 kB',
      '1.5 MB',
      '20 MB',
      '3.0 GB',
    ]);
  });
});

describe('a recovery kit', () => {
  const kit: KitStateView = {
    kit: 1,
    made_at: '2026-09-03T09:00:00Z',
    confirmed: true,
    opens: true,
    used_at: null,
    checked_at: null,
    check_due: false,
  };

  it('is in order, to be looked for, used, or opens nothing: the worst is said', () => {
    expect(kitStanding(kit)).toMatchObject({ tone: 'done', said: 'Made on 3 September 2026.' });
    expect(kitStanding({ ...kit, check_due: true })).toMatchObject({ word: 'Look for it' });
    const used = { ...kit, check_due: true, used_at: '2026-11-24T08:00:00Z' };
    expect(kitStanding(used)).toMatchObject({ tone: 'note', word: 'Used' });
    expect(kitStanding({ ...used, used_at: null, opens: false }).word).toBe('Opens nothing');
    expect(kitStanding({ ...kit, confirmed: false }).word).toBe('Not typed back');
    expect(kitStanding(undefined).word).toBe('Not made');
  });

  it('says when it was last seen', () => {
    expect(kitStanding({ ...kit, checked_at: '2026-10-01T09:00:00Z' }).said).toBe(
      'Made on 3 September 2026. Seen where it should be on 1 October 2026.',
    );
  });
});

describe('a fingerprint', () => {
  it('is read however it was typed, and refused where it is none', () => {
    expect(readFingerprint(' 9F86 d081\n884c ')).toBe('9f86d081884c');
    for (const none of ['', '9f86', '9f86 d08g', 'a'.repeat(65)])
      expect(readFingerprint(none)).toBe(null);
    expect(readFingerprint(fingerprint(row.head))).toBe('9f86d081884c');
  });
});

describe('what waits in Settings', () => {
  const nothing = {
    notices: [],
    passphrase_check_due: false,
    kits_to_look_for: [],
    kits_to_make: [],
  };

  it('is marked at its page', () => {
    expect(waitingIn(nothing, good)).toEqual([]);
    expect(
      waitingIn(
        { ...nothing, passphrase_check_due: true, kits_to_make: [1] },
        { ...good, old: true },
      ),
    ).toEqual(['kits', 'backups', 'passphrase']);
    expect(waitingIn(nothing, { ...good, failed: 'disk_full' })).toEqual(['backups']);
    // Of a made-up school, and for whoever makes none.
    expect(waitingIn(null, null)).toEqual([]);
  });
});
