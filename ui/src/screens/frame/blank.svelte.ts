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

  /** Names the page in the window's title; while the screen is blank, only once it is back. */
  titled(title: string) {
    if (this.covered) this.#title = title;
    else document.title = title;
  }

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
    // The page may be another one by now: a log that locked itself has only its passphrase to write.
    const target = this.#focus?.isConnected
      ? this.#focus
      : (document.querySelector('#passphrase') ?? document.querySelector('h1'));
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    this.#focus = null;
  }

  toggle() {
    if (this.covered) void this.uncover();
    else this.cover();
  }
}

export const blank = new Blank();
