/** The words of a kit as people type them, and who may come back with one. */
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../ipc/call';
import { kitOf, problemsOfKit, problemsOfRefusedKit, typedWords, wordRefused } from './kit';
import { NOBODY, problemsOfWho, SOMEBODY_ELSE } from './who';

const WORDS = Array.from({ length: 24 }, (_, i) => 'abcdefghijklmnopqrstuvwx'[i] + 'corn');

describe('a kit that is typed', () => {
  it('is the same kit in capitals, with the numbers of the page, on several lines and between commas', () => {
    const page = WORDS.map((word, i) => `${i + 1}. ${word.toUpperCase()},${i % 4 ? ' ' : '\n'}`);
    expect(kitOf(page.join('\u00a0'))).toBe(WORDS.join(' '));
  });

  it('is asked for only when all of its words are there', () => {
    expect(problemsOfKit(WORDS.join(' '), 'words')).toEqual([]);
    expect(problemsOfKit(' 1 2 ', 'words')).toEqual([
      { field: 'words', text: 'Write the words of the kit' },
    ]);
    for (const count of [23, 25]) {
      const text = [...WORDS, 'more'].slice(0, count).join(' ');
      expect(problemsOfKit(text, 'words')[0]?.text).toContain(`${count} are written here`);
    }
  });

  it('is found again in the text, word by word', () => {
    const text = '1 Acorn  2 bridge';
    expect(typedWords(text).map(({ from, to }) => text.slice(from, to))).toEqual([
      'Acorn',
      'bridge',
    ]);
  });

  it('is refused by the number of a word, and no word of it stands in the sentence', () => {
    const refused = new Refusal({ code: 'kit_word_unknown', field: 'word 12' });
    expect(wordRefused(refused)).toBe(12);
    const [problem] = problemsOfRefusedKit(refused, 'words');
    expect(problem?.text).toMatch(/^Look at word 12\. One of the words/);
    for (const word of WORDS) expect(problem?.text).not.toContain(word);
  });

  it('is refused at its field where the words belong to no kit, and above the page for all else', () => {
    const at = (code: 'kit_wrong' | 'records_missing', field: string | null) =>
      problemsOfRefusedKit(new Refusal({ code, field }), 'words')[0]?.field;
    expect(at('kit_wrong', 'words')).toBe('words');
    expect(at('records_missing', null)).toBeNull();
    expect(wordRefused(new Refusal({ code: 'kit_wrong', field: 'words' }))).toBeNull();
  });
});

describe('who comes back', () => {
  it('is one of the people, or somebody with a name and a role', () => {
    const fields = (who: Partial<typeof NOBODY>) =>
      problemsOfWho({ ...NOBODY, ...who }).map((problem) => problem.field);
    expect(fields({})).toEqual(['who']);
    expect(fields({ person: 'p1' })).toEqual([]);
    expect(fields({ person: SOMEBODY_ELSE, name: '  ' })).toEqual(['name', 'role']);
    expect(fields({ person: SOMEBODY_ELSE, name: 'Asha Verma', role: 'dsl' })).toEqual([]);
  });
});
