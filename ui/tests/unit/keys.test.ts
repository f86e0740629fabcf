/** Keys: shortcuts as printed, and none of an input method's. */
import { describe, expect, it, vi } from 'vitest';
import { isComposing } from '../../src/components/ime';
import { isShortcut, onShortcuts } from '../../src/components/shortcut';

const key = (key: string, more: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key, cancelable: true, ...more });

describe('a shortcut', () => {
  it('is the keys that are printed, with Control or with the command key of a Mac', () => {
    expect(isShortcut(key('n', { ctrlKey: true }), 'Ctrl N')).toBe(true);
    expect(isShortcut(key('n', { metaKey: true }), 'Ctrl N')).toBe(true);
    expect(isShortcut(key('B', { ctrlKey: true, shiftKey: true }), 'Ctrl Shift B')).toBe(true);
    expect(isShortcut(key('Escape'), 'Esc')).toBe(true);
  });

  it('is nothing less and nothing more', () => {
    expect(isShortcut(key('n'), 'Ctrl N')).toBe(false);
    expect(isShortcut(key('n', { ctrlKey: true, shiftKey: true }), 'Ctrl N')).toBe(false);
    expect(isShortcut(key('n', { ctrlKey: true, altKey: true }), 'Ctrl N')).toBe(false);
  });

  it('does nothing to a page that is blank, and runs once while the key is held', () => {
    const act = vi.fn();
    const listener = onShortcuts({ 'Ctrl S': act });
    listener(key('s', { ctrlKey: true }));
    listener(key('s', { ctrlKey: true, repeat: true }));
    expect(act).toHaveBeenCalledTimes(1);
    document.body.setAttribute('data-blank', '');
    listener(key('s', { ctrlKey: true }));
    document.body.removeAttribute('data-blank');
    expect(act).toHaveBeenCalledTimes(1);
  });
});

describe('an input method', () => {
  it('is recognised by its flag, and by key code 229 where the flag is missing', () => {
    expect(isComposing(key('Enter', { isComposing: true }))).toBe(true);
    expect(isComposing(key('Enter', { keyCode: 229 }))).toBe(true);
    expect(isComposing(key('Enter'))).toBe(false);
  });

  it('never runs a shortcut', () => {
    expect(isShortcut(key('s', { ctrlKey: true, keyCode: 229 }), 'Ctrl S')).toBe(false);
  });
});
