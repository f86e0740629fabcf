/** Words of a passphrase that is made new, changed, or tried while the log is open. */
export const passphrase = {
  offered: 'Four words to take, if you like',
  ownHint: 'Those words, or several of your own that do not belong together.',
  again: 'The same once more',
  notTheSame: 'The two are not the same: type it once more',
};
