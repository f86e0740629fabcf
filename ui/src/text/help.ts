/** The papers about the program, whose text the printed page reads from the same file, and the words around them. */
import papers from './help.json';

export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'facts'; rows: [string, string][] }
  | { kind: 'table'; head: string[]; rows: string[][] }
  | { kind: 'blank'; label: string; lines: number };

export type Paper = {
  title: string;
  lead: string;
  sections: { heading: string; parts: Part[] }[];
};

export const help = {
  papers: papers as { dpia: Paper; it: Paper },
  save: 'Save as a PDF',
  saved: (file: string) => `Saved as ${file}. Open it to print it.`,
  /** The box that a wide table scrolls in. */
  tableOf: (heading: string) => `Table: ${heading}`,
  /** Before what the school itself has to say. */
  toFill: 'For your school to fill in: ',
};
