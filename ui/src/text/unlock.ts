/** Words of the closed book. */
export const unlock = {
  heading: 'Open the log',
  headingSample: 'Open the made-up school',
  passphrase: 'Passphrase',
  hint: 'You can paste it. It is never stored on this laptop.',
  open: 'Open',
  opening: 'Opening the log. This takes a second or two.',
  need: 'Write the passphrase',
  closedAt: (time: string, day: string) => `Closed at ${time} ${day}.`,
  closedIdle: (time: string, day: string, minutes: number) =>
    `Closed at ${time} ${day}, after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} without a key pressed.`,
  closedDisk: (time: string, day: string) =>
    `Closed at ${time} ${day}, because its disk failed. Everything that was saved is kept on that disk, and so are drafts.`,
  draftKept: 'What was being written is kept as a draft.',
  samplePassphrase: 'Everybody in it is invented. Its passphrase is:',
  writeItIn: 'Write it in',
  otherWays: 'Other ways',
  kitSaid: 'Passphrase forgotten, or a new laptop',
  restoreSaid: 'Log lost or damaged',
  sampleSaid: 'To try things out',
  ownSaid: 'For real entries',
  ways: { kit: 'Open with a recovery kit', restore: 'Restore from a backup' },
  toSample: 'Open the made-up school instead',
  toOwn: 'Go to our own log',
};
