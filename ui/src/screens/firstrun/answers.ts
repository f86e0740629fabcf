/** What the first run gathers before a log is made. Held in memory only, and emptied as soon as the log is there. */
export type Answers = {
  school: string;
  laestab: string;
  person: string;
  role: 'dsl' | 'deputy' | null;
};

export const NEW_LOG: Readonly<Answers> = { school: '', laestab: '', person: '', role: null };

/** Seven figures, however they were parted: `882 1234`, `882/1234`. Null when there are not seven. */
export function readLaestab(text: string): string | null {
  const figures = text.normalize('NFKC').replace(/[\s/.-]/g, '');
  return /^\d{7}$/.test(figures) ? figures : null;
}
