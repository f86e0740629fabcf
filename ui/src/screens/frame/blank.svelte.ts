/**
 * Blank: one key hides everything at once, one key brings it back. The page stays where it was, with its words and its
 * caret; the window's title says nothing of it.
 */
import { tick } from 'svelte';
import { frame } from '../../text/frame';

class Blank {
  covered = $state(false);
  #focus: Element | null = null;
  #title = '';

  cover() {
    if (this.covered) return;
    this.#focus = document.activeElement;
    this.#title = document.title;
    // The attribute hides the page in this very frame, before Svelte draws the clock.
    document.body.dataset['blank'] = '';
    document.title = frame.blankTitle;
    if (this.#focus instanceof HTMLElement) this.#focus.blur();
    this.covered = true;
  }

  async uncover() {
    if (!this.covered) return;
    this.covered = false;
    delete document.body.dataset['blank'];
    document.title = this.#title;
    await tick();
    if (this.#focus instanceof HTMLElement) this.#focus.focus({ preventScroll: true });
    this.#focus = null;
  }

  toggle() {
    if (this.covered) void this.uncover();
    else this.cover();
  }
}

export const blank = new Blank();
