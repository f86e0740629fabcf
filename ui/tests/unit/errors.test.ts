/** The table of sentences is complete, and says nothing of codes that do not exist. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import table from '../../src/text/errors.json';

const contract = readFileSync('src/ipc/bindings/contract.ts', 'utf8');
const declared = /type ErrorCode = ([^;]+);/.exec(contract)?.[1] ?? '';
const codes = [...declared.matchAll(/"([a-z_]+)"/g)].map((found) => found[1]);

describe('the sentences of errors', () => {
  it('exist for every code of the contract, and for no other', () => {
    expect(codes.length).toBeGreaterThan(20);
    expect(Object.keys(table).sort()).toEqual([...codes].sort());
  });

  it('say what happened, what was kept and what to do next, plainly', () => {
    for (const [code, sentence] of Object.entries(table)) {
      expect(Object.keys(sentence), code).toEqual(['happened', 'kept', 'next']);
      for (const part of Object.values(sentence)) {
        expect(part, code).toMatch(/^[A-Z“].*[.”]$/);
        expect(part, code).not.toMatch(/!|please|oops|sorry|\buser\b|invalid/i);
      }
    }
  });
});
