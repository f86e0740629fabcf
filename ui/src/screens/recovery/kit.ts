/** The words of a recovery kit, as somebody types or pastes them. Whether they are the right ones is the log's to say. */
import type { Problem } from '../../components/problem';
import { Refusal } from '../../ipc/call';
import { inOneLine } from '../../text/errors';
import { recovery } from '../../text/recovery';
import { problemsOf } from '../session/refusal';

export const KIT_WORDS = 24;

/** A word as it was typed, and where it stands in the text. */
export type Typed = { word: string; from: number; to: number };

/** What stands between letters is no part of a word: numbers, points, line ends and spaces of every kind. */
export function typedWords(text: string): Typed[] {
  return [...text.matchAll(/[\p{L}\p{M}]+/gu)].map((found) => ({
    word: found[0].normalize('NFKC').toLowerCase(),
    from: found.index,
    to: found.index + found[0].length,
  }));
}

/** The words in their order, a space between. */
export const kitOf = (text: string): string =>
  typedWords(text)
    .map((typed) => typed.word)
    .join(' ');

/** A kit is asked for only when all of its words are there. */
export function problemsOfKit(text: string, field: string): Problem[] {
  const found = typedWords(text).length;
  return found === KIT_WORDS ? [] : [{ field, text: recovery.needWords(found, KIT_WORDS) }];
}

/** The number of the word that a refusal names, counted from one. */
export function wordRefused(thrown: unknown): number | null {
  const named = thrown instanceof Refusal ? /^word (\d+)$/.exec(thrown.field ?? '') : null;
  return named ? Number(named[1]) : null;
}

/** A refusal of a kit, at the field where it is typed. The number of a word is named; a word never is. */
export function problemsOfRefusedKit(thrown: unknown, field: string): Problem[] {
  const word = wordRefused(thrown);
  if (word !== null && thrown instanceof Refusal) {
    return [{ field, text: `${recovery.lookAt(word)} ${inOneLine(thrown.code)}` }];
  }
  return problemsOf(thrown, { words: field });
}
