/** Words of a passphrase that is made new, changed, or tried while the log is open. */
export const passphrase = {
  heading: 'Your passphrase',
  offered: 'Four words to take, if you like',
  ownHint: 'Those words, or several of your own that do not belong together.',
  again: 'The same once more',
  notTheSame: 'The two are not the same: type it once more',

  tryHeading: 'Do you still know it?',
  trySaid:
    'Type it now and then, so that it is not forgotten when it is needed. The log stays open, whatever you type.',
  now: 'Your passphrase now',
  tryIt: 'Try it',
  trying: 'Trying it. This takes a second.',
  right: 'That is your passphrase.',
  needNow: 'Write the passphrase that opens the log now',

  changeHeading: 'A new one',
  changeSaid:
    'Change it when somebody may have seen it. If you have forgotten it, another lead can let you back in, or a recovery kit can.',
  changeSample: 'The passphrase of the made-up school stands on its cover, and stays as it is.',
  change: 'Change the passphrase',
  former: 'The passphrase that opens the log now',
  label: 'Your new passphrase',
  save: 'Change it',
  saving: 'Making the key anew. This takes a few seconds.',
  changed: 'Your passphrase is changed. The former one opens nothing from now on.',
};
