/** Which of the journal's rows are shown. Pure; the rows of one pupil are asked from the log, the rest is chosen here. */
import type { AuditView } from '../../ipc/contract';
import { auditTopic, type AuditTopic } from '../../text/audit';

/** No name is empty. */
export const EVERYBODY = '';

export type Choice = { by: string; topic: AuditTopic | 'all' };

export function picked(rows: readonly AuditView[], { by, topic }: Choice): AuditView[] {
  return rows.filter(
    (row) =>
      (by === EVERYBODY || row.by === by) && (topic === 'all' || auditTopic(row.kind) === topic),
  );
}

/** Everybody, then each name once in the order of the alphabet. Whoever is chosen stays, even where no row is theirs any more. */
export function peopleOf(rows: readonly AuditView[], chosen: string): string[] {
  const names = new Set(rows.map((row) => row.by));
  if (chosen !== EVERYBODY) names.add(chosen);
  return [EVERYBODY, ...[...names].sort((a, b) => a.localeCompare(b, 'en-GB'))];
}
