/**
 * Keys that belong to an input method, and not to the form.
 *
 * While a word is being composed (Japanese, Chinese, Korean, dead keys) Enter chooses it. WebKit reports that
 * Enter with `isComposing` false and the key code 229, so both are asked. No form and no shortcut may act on such a key.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
