/** A page drawn by the log as the source of a picture. It is shown as an image: nothing in it can act. */
export function pictureOf(svg: string): string {
  const bytes = new TextEncoder().encode(svg);
  let binary = '';
  // In slices: a page's bytes at once are more arguments than a call takes.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return `data:image/svg+xml;base64,${btoa(binary)}`;
}
