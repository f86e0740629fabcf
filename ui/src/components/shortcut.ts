/**
 * Shortcuts, written as they are printed on the buttons: `Ctrl N`, `Ctrl Shift B`, `Esc`.
 * On a Mac the command key does the same as Control.
 */
import { isComposing } from './ime';

/** Whether this key press is the shortcut. A key of an input method never is. */
export function isShortcut(event: KeyboardEvent, keys: string): boolean {
  if (isComposing(event) || event.altKey) return false;
  const parts = keys.split(' ');
  const key = parts.at(-1)?.toLowerCase();
  const pressed = event.key === 'Escape' ? 'esc' : event.key.toLowerCase();
  return (
    pressed === key &&
    (event.ctrlKey || event.metaKey) === parts.includes('Ctrl') &&
    event.shiftKey === parts.includes('Shift')
  );
}

/** While the screen is blank, keys must not act on the page that nobody sees. */
export function isBlank(): boolean {
  return document.body.hasAttribute('data-blank');
}

/**
 * A window listener that runs the first shortcut that matches and keeps the browser's own meaning away.
 * `whileBlank` is for the keys that end the blank.
 */
export function onShortcuts(shortcuts: Record<string, () => void>, whileBlank = false) {
  return (event: KeyboardEvent) => {
    if (event.defaultPrevented || (isBlank() && !whileBlank)) return;
    for (const [keys, act] of Object.entries(shortcuts)) {
      if (isShortcut(event, keys)) {
        event.preventDefault();
        if (!event.repeat) act();
        return;
      }
    }
  };
}
