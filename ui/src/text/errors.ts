/** What each code means to a person: what happened, what was kept, what to do next. The command line reads the same table. */
import type { ErrorCode } from '../ipc/contract';
import table from './errors.json';

export type Sentence = { happened: string; kept: string; next: string };

/** The compiler refuses this line while a code has no sentence. */
const SENTENCES: Record<ErrorCode, Sentence> = table;

export function sentenceFor(code: ErrorCode): Sentence {
  return SENTENCES[code];
}

/** All three in one line. */
export function inOneLine(code: ErrorCode): string {
  const { happened, kept, next } = sentenceFor(code);
  return `${happened} ${kept} ${next}`;
}
