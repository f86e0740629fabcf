/** Who comes back with a kit: one of the log's people, or somebody new. */
import type { Problem } from '../../components/problem';
import { recovery } from '../../text/recovery';

/** No id of a person is written so. */
export const SOMEBODY_ELSE = 'somebody-else';

export type WhoComes = {
  /** The id of one of the log's people, or `SOMEBODY_ELSE`. */
  person: string | null;
  name: string;
  role: 'dsl' | 'deputy' | 'recorder' | null;
};

export const NOBODY: Readonly<WhoComes> = { person: null, name: '', role: null };

export function problemsOfWho(who: WhoComes): Problem[] {
  if (who.person === null) return [{ field: 'who', text: recovery.needWho }];
  if (who.person !== SOMEBODY_ELSE) return [];
  const problems: Problem[] = [];
  if (!who.name.trim()) problems.push({ field: 'name', text: recovery.needName });
  if (!who.role) problems.push({ field: 'role', text: recovery.needRole });
  return problems;
}
