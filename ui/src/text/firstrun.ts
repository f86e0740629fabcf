/** Words of the first run: making the log, the recovery kits, and the made-up school. */
export const firstrun = {
  step: (n: number, of: number) => `Step ${n} of ${of}`,
  welcome: 'Start the safeguarding log of your school',
  welcomeSaid:
    'Encircle keeps the log on this laptop, encrypted. It uses no network, and nothing leaves the laptop unless you make a file of it.',
  welcomeNeed: 'You need about five minutes, and a printer for two pages.',
  start: 'Start our log',
  trySample: 'Try it with a made-up school',
  openSample: 'Open the made-up school',
  hadLog: 'The school has a log, or had one',

  sampleHeading: 'How large should the made-up school be?',
  sampleHint:
    'Everybody in it is invented. It says “made-up” on every page and every print, for good.',
  sampleLabel: 'Size',
  sampleSizes: [
    { value: 'small', label: '60 pupils, one term', hint: 'Ready at once' },
    { value: 'secondary', label: '1,500 pupils, one year', hint: 'Takes a little while' },
  ] as const,
  makeSample: 'Make the school',
  making: 'Making the school…',

  schoolHeading: 'Which school is it?',
  schoolName: 'Name of the school',
  laestab: 'LAESTAB',
  laestabHint: 'Seven figures: three for the authority, four for the school, such as 882 1234.',
  needSchool: 'Write the name of the school',
  needLaestab: 'Write the seven figures of the LAESTAB',

  personHeading: 'Who are you?',
  personName: 'Your name, as it stands under your entries',
  needPerson: 'Write your name',
  role: 'Your role',
  roles: [
    { value: 'dsl', label: 'Designated safeguarding lead' },
    { value: 'deputy', label: 'Deputy safeguarding lead' },
  ] as const,
  needRole: 'Choose your role',

  passHeading: 'Choose a passphrase',
  passHint:
    'It opens the log on this laptop. Nobody can look it up for you: learn it, or keep it where only you can reach it.',
  passChoice: 'Which passphrase?',
  passOffered: 'Use these four words',
  passOwn: 'Write my own',
  otherWords: 'Other words',
  ownLabel: 'Your own passphrase',
  ownHint: 'Long is strong: several words that do not belong together.',
  strength: 'Strength',
  strong: 'Strong enough',
  weak: 'Could be guessed: make it longer',
  blankPass: 'Nothing written yet',
  needPass: 'Write a passphrase that is strong enough',
  make: 'Make the log',
  makingLog: 'Making the log. This takes a few seconds.',

  kitsHeading: 'Two recovery kits',
  kitsSaid:
    'If the passphrase is forgotten or this laptop breaks, either of these two pages opens the log. Without the passphrase and both pages, nobody can open it, and nobody can help.',
  kitsPlace:
    'Print both. Keep one in the school safe, and one at another place, such as with the head teacher.',
  havePages: 'I have both pages',

  backHeading: 'Type one kit back',
  backSaid: 'This proves that the page can be read. The log is ready when the words fit.',
  which: 'Which kit?',
  finish: 'Open the log',
};
