/** The id of a new draft: 32 hexadecimal digits at random. It becomes the id of the event, so that a save sent twice is one. */
export function newDraftId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
