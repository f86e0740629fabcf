/**
 * A log that answers with recorded replies, for tests. It stands in for the shell at the one place where the window meets it, so
 * `call` and `on` are the real ones. Never part of the built window.
 */
import type { ApiError } from './contract';

/** One recorded answer. Without `args` it answers every call of its command that no other one fits. */
export type Recorded = {
  command: string;
  args?: unknown;
  view?: unknown;
  error?: ApiError;
};

export type Fake = {
  /** Every call so far, in order. */
  calls: { command: string; args: unknown }[];
  /** Puts an answer before the recorded ones. */
  answer(recorded: Recorded): void;
  /** Holds back the answers of a command until `release`. */
  hold(command: string): void;
  release(command: string): void;
  /** The shell tells the window something. */
  emit(event: string): void;
};

declare global {
  interface Window {
    fake: Fake;
  }
}

/** Self-contained: browser tests send this function into the page as it stands. */
export function installFake(recorded: Recorded[]): void {
  const answers = [...recorded];
  const held = new Map<string, (() => void)[]>();
  const callbacks = new Map<number, (payload: unknown) => void>();
  const listeners: { event: string; handler: number }[] = [];
  let next = 1;

  const same = (a: unknown, b: unknown): boolean => {
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
      return (a ?? null) === (b ?? null);
    }
    const left = a as Record<string, unknown>;
    const right = b as Record<string, unknown>;
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) =>
      same(left[key], right[key]),
    );
  };

  const find = (command: string, args: unknown) =>
    answers.find((a) => a.command === command && a.args !== undefined && same(a.args, args)) ??
    answers.find((a) => a.command === command && a.args === undefined);

  const fake: Fake = {
    calls: [],
    answer: (one) => answers.unshift(one),
    hold: (command) => held.set(command, held.get(command) ?? []),
    release: (command) => {
      held.get(command)?.forEach((go) => go());
      held.delete(command);
    },
    emit: (event) =>
      listeners
        .filter((l) => l.event === event)
        .forEach((l) => callbacks.get(l.handler)?.({ event, id: 0, payload: null })),
  };

  const invoke = async (command: string, given: Record<string, unknown> = {}) => {
    if (command === 'plugin:event|listen') {
      listeners.push({ event: String(given['event']), handler: Number(given['handler']) });
      return next++;
    }
    if (command.startsWith('plugin:')) return null;
    const args = given['args'] ?? {};
    fake.calls.push({ command, args });
    const waiting = held.get(command);
    if (waiting) await new Promise<void>((go) => waiting.push(go));
    const found = find(command, args);
    if (!found) throw new Error(`no recorded reply for ${command} ${JSON.stringify(args)}`);
    if (found.error) throw found.error;
    return structuredClone(found.view ?? null);
  };

  Object.assign(window, {
    fake,
    __TAURI_INTERNALS__: {
      invoke,
      transformCallback: (callback: (payload: unknown) => void) => {
        callbacks.set(next, callback);
        return next++;
      },
      unregisterCallback: (id: number) => callbacks.delete(id),
    },
    __TAURI_EVENT_PLUGIN_INTERNALS__: { unregisterListener: () => undefined },
  });
}
