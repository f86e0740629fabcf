/** What the real commands answered at the turns of a log's autumn, recorded by the tests of the whole program. */
import { readFileSync } from 'node:fs';
import type { CommandName, View } from '../../src/ipc/call';
import type { Recorded } from '../../src/ipc/fake';

const MOMENTS = JSON.parse(readFileSync('tests/replies/vault.json', 'utf8')) as Record<
  string,
  Recorded[]
>;

/** All answers of a moment, in the order of asking. */
export function moment(name: string): Recorded[] {
  const answers = MOMENTS[name];
  if (!answers) throw new Error(`no moment is called ${name}`);
  return answers;
}

/** The nth view that a command gave then. */
export function viewAt<N extends CommandName>(name: string, command: N, nth = 0): View<N> {
  const views = moment(name).filter((one) => one.command === command && !one.error);
  const found = views[nth];
  if (!found) throw new Error(`${name}: no answer ${nth} of ${command}`);
  return found.view as View<N>;
}

/** The nth answer of a command then, a view or a refusal, as the fake takes it. */
export function answerAt(name: string, command: CommandName, nth = 0): Recorded {
  const found = moment(name).filter((one) => one.command === command)[nth];
  if (!found) throw new Error(`${name}: no answer ${nth} of ${command}`);
  return found;
}
