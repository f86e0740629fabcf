/** What leads are told, in whole sentences. */
import { describe, expect, it } from 'vitest';
import type { NoticeKind, NoticeView } from '../../ipc/contract';
import { toldOf } from '../../text/notices';

const notice = (kind: NoticeKind, more: Partial<NoticeView> = {}): NoticeView => ({
  id: 'n1',
  kind,
  at: '2026-11-24T15:00:00Z',
  by: 'Imran Quaife',
  person: 'Asha Verma',
  role: 'deputy',
  kit: 2,
  pupil: null,
  pupil_name: null,
  ...more,
});
const KINDS: Record<NoticeKind, true> = {
  person_added: true,
  person_readmitted: true,
  person_removed: true,
  role_changed: true,
  passphrase_changed: true,
  kit_made: true,
  kit_used: true,
  emergency_opening: true,
  backup_restored: true,
  copy_accepted: true,
};

describe('a notice', () => {
  it.each(Object.keys(KINDS) as NoticeKind[])(
    'of %s is calm, whole sentences with a name',
    (kind) => {
      for (const more of [{}, { person: null, role: null }, { pupil_name: 'Wren Tallowby' }]) {
        const { happened, next } = toldOf(notice(kind, more));
        expect(happened).toContain('Imran Quaife');
        for (const text of [happened, next ?? 'Nothing.']) {
          expect(text).toMatch(/^[A-Z].*\.$/);
          expect(text).not.toMatch(/!|please|null|undefined|\buser\b|alert|warning/i);
        }
      }
    },
  );

  it('says that somebody came with a kit where nobody else let them in', () => {
    const alone = { person: 'Imran Quaife' };
    for (const kind of ['person_added', 'person_readmitted'] as const) {
      expect(toldOf(notice(kind, alone)).happened).toContain('with a recovery kit');
      expect(toldOf(notice(kind)).happened).not.toContain('kit');
    }
  });

  it('names the role that somebody got, and the kit', () => {
    expect(toldOf(notice('person_added')).happened).toContain('as deputy safeguarding lead');
    expect(toldOf(notice('role_changed')).happened).toContain('Asha Verma is now deputy');
    expect(toldOf(notice('kit_used')).happened).toContain('recovery kit 2');
  });

  it('names the pupil of a closed file to those alone who see the file', () => {
    expect(toldOf(notice('emergency_opening')).happened).toContain('a closed file');
    expect(
      toldOf(notice('emergency_opening', { pupil: 'u1', pupil_name: 'Wren Tallowby' })).happened,
    ).toContain('the closed file of Wren Tallowby');
  });
});
