/** Which of the journal's rows are shown. Pure; the rows of one person, pupil or period are asked from the log, the rest is chosen here. */
import { addDays } from '../../components/date';
import type { AuditView } from '../../ipc/contract';
import { auditTopic, type AuditPeriod, type AuditTopic } from '../../text/audit';

/** No id is empty. */
export const EVERYBODY = '';

export function picked(rows: readonly AuditView[], topic: AuditTopic | 'all'): AuditView[] {
  return rows.filter((row) => topic === 'all' || auditTopic(row.kind) === topic);
}

const DAYS: Record<Exclude<AuditPeriod, 'all' | 'days'>, number> = {
  week: 7,
  month: 31,
  year: 365,
};

/** The first day of a period that ends today; no last day, since nothing is later. */
export function daysOf(
  period: Exclude<AuditPeriod, 'days'>,
  today: string,
): { from: string | null; to: string | null } {
  return { from: period === 'all' ? null : addDays(today, 1 - DAYS[period]), to: null };
}
