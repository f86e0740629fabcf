/** What is said of a copy that is not the one last seen. */
import { describe, expect, it } from 'vitest';
import type { OlderCopyView } from '../../ipc/contract';
import { comparison, whatHappened, whatItMeans } from '../../text/olderCopy';

const older: OlderCopyView = {
  forked: false,
  epoch: 1,
  epoch_last_seen: 1,
  events: 1130,
  events_last_seen: 1142,
  newest: '2026-11-24T15:10:00Z',
  last_seen_at: '2026-11-25T13:10:00Z',
};
/** The later head is sealed under a key that this copy does not have. */
const later: OlderCopyView = {
  ...older,
  epoch_last_seen: 2,
  events_last_seen: null,
  last_seen_at: null,
};

describe('an older copy', () => {
  it('says how many entries it lacks, where that is known', () => {
    expect(whatHappened(older)).toContain('12 journal entries that this laptop has seen');
    expect(whatHappened({ ...older, events_last_seen: 1131 })).toContain('1 journal entry that');
    expect(whatHappened(later)).toMatch(/\. Journal entries that this laptop has seen are not/);
  });

  it('counts nothing where both copies were written on: one may well be longer', () => {
    const forked = { ...older, forked: true, events: 1200 };
    expect(whatHappened(forked)).not.toMatch(/\d/);
    expect(whatItMeans(forked)[0]).toContain('does not join two copies');
  });

  it('warns of whoever was taken out since', () => {
    expect(whatItMeans(older).join()).not.toContain('taken out');
    expect(whatItMeans(later).join()).toContain('they can still open it');
  });

  it('compares counts and dates, and the key where it is another one', () => {
    expect(comparison(older)).toEqual([
      ['Entries from here', '1,130', '1,142'],
      ['Up to', '24 November 2026, 15:10', '25 November 2026, 13:10'],
    ]);
    expect(comparison(later)).toContainEqual(['Entries from here', '1,130', 'Not known']);
    expect(comparison(later)).toContainEqual(['Key of the log', 'No. 1', 'No. 2']);
  });
});
