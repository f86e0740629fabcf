/** What the shell tells the window without being asked. */
import { listen } from '@tauri-apps/api/event';

/** `flush`: the log is about to lock; the last words must be kept now. `locked`: it is locked. */
export type ShellEvent = 'flush' | 'locked';

/** Runs `act` at each event. Returns what ends it. */
export function on(event: ShellEvent, act: () => void): () => void {
  let ended = false;
  let unlisten: (() => void) | undefined;
  void listen(event, act).then((end) => {
    if (ended) end();
    else unlisten = end;
  });
  return () => {
    ended = true;
    unlisten?.();
  };
}
