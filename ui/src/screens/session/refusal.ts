/** From a refusal to the lines of an error summary. The sentence is the one table's; only the place on the page is decided here. */
import type { Problem } from '../../components/problem';
import { Refusal } from '../../ipc/call';
import { inOneLine } from '../../text/errors';

/**
 * `fields` maps the argument that a refusal names to the id of the control on the page; a nested name
 * (`happened.from`) falls back to its beginning. Anything that is no refusal is a fault of ours and is thrown on.
 */
export function problemsOf(thrown: unknown, fields: Record<string, string> = {}): Problem[] {
  if (!(thrown instanceof Refusal)) throw thrown;
  const name = thrown.field ?? '';
  const field = fields[name] ?? fields[name.split('.')[0] ?? ''] ?? null;
  return [{ field, text: inOneLine(thrown.code) }];
}

/** The problem of one control, for the line above it. */
export function problemAt(problems: readonly Problem[], field: string): string | null {
  return problems.find((p) => p.field === field)?.text ?? null;
}
