/**
 * The one way to the log: a command by its name, its argument struct in, its view out, all typed by the table of `api`.
 *
 * Screen logic and sentences never stand here. A refusal is thrown as `Refusal`, which holds a code and nothing of a record.
 */
import { invoke } from '@tauri-apps/api/core';
import type { ApiError, Commands, ErrorCode, Nothing } from './contract';

export type CommandName = keyof Commands;
/** The argument struct; what may be null may also be left out. */
export type Args<N extends CommandName> = Given<Commands[N]['args']>;
export type View<N extends CommandName> = Commands[N]['view'];

type Given<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : never]?: T[K];
};

/** What was refused: a closed code, and the field or place to look at. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly field: string | null;

  constructor({ code, field }: ApiError) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.field = field;
  }
}

export async function call<N extends CommandName>(
  name: N,
  ...args: [Nothing] extends [Commands[N]['args']] ? [] : [Args<N>]
): Promise<View<N>> {
  try {
    return await invoke<View<N>>(name, { args: args[0] ?? {} });
  } catch (thrown) {
    throw new Refusal(asApiError(thrown));
  }
}

/** An answer that is none of `api` (an argument of the wrong shape, a shell that is gone) says no more than that. */
function asApiError(thrown: unknown): ApiError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown) {
    const { code, field } = thrown as Partial<ApiError>;
    if (code) return { code, field: field ?? null };
  }
  return { code: 'invalid_json', field: null };
}
