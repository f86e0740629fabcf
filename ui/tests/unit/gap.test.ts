/** The days of a gap, in words. */
import { describe, expect, it } from 'vitest';
import { daysOfFacts } from '../../src/text/gap';

const facts = (...days: string[]) => days.map((on) => ({ on }));

describe('the days that fired a rule', () => {
  it('name their month once', () => {
    expect(daysOfFacts(facts('2026-11-02', '2026-11-09', '2026-11-23'))).toBe('2, 9 and 23 Nov');
    expect(daysOfFacts(facts('2026-10-19', '2026-11-02'))).toBe('19 Oct and 2 Nov');
    expect(daysOfFacts(facts('2026-11-02'))).toBe('2 Nov');
  });

  it('are counted when they are many', () => {
    const november = Array.from({ length: 8 }, (_, i) => `2026-11-${String(i + 10)}`);
    expect(daysOfFacts(facts(...november))).toBe(
      '2 earlier days, then 12, 13, 14, 15, 16 and 17 Nov',
    );
  });
});
