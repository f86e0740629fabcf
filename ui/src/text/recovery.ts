/** Words about recovery kits: typing one, coming back with one, and making one anew. */
export const recovery = {
  kit: (n: number) => `Kit ${n}`,
  kitWords: (n: number) => `Words of kit ${n}`,
  savePage: 'Save the page to print',
  savePageLabel: (n: number) => `Save the page of kit ${n} to print`,
  pageSaved: (file: string) => `Saved as ${file}. Delete the file when it is printed.`,
  notBound:
    'This laptop has no keychain, so the passphrase alone opens the log. Keep it all the better.',

  words: 'Its words',
  wordsHint: 'All 24, in their order. Capitals, numbers and line ends do not matter.',
  count: (n: number, of: number) => (n === of ? `All ${of} words are here` : `${n} of ${of} words`),
  needWords: (n: number, of: number) =>
    n === 0 ? 'Write the words of the kit' : `A kit has ${of} words. ${n} are written here.`,
  lookAt: (n: number) => `Look at word ${n}.`,
  checking: 'Checking the words.',

  heading: 'Open with a recovery kit',
  headingSaid:
    'The kit is a printed page with 24 words. It opens the log without the passphrase, and on another laptop too.',
  anyKit: 'Kit 1 and kit 2 both do. Nothing changes until you have chosen a new passphrase.',
  openKit: 'Continue',

  whoHeading: 'Who are you?',
  whoSaid: (school: string) => `These words open the log of ${school}.`,
  whoSaidMadeUp: (school: string) => `These words open the made-up log of ${school}.`,
  whoTold: 'Every lead is told that the kit was used, and by whom.',
  who: 'You are',
  somebodyElse: 'Somebody who is not in this list',
  name: 'Your name, as it stands under your entries',
  role: 'Your role',
  needWho: 'Choose who you are',
  needName: 'Write your name',
  needRole: 'Choose your role',

  passHeading: 'Choose a new passphrase',
  passSaid: 'It opens the log on this laptop from now on. The one you had before opens it no more.',
  passSaidNew: 'It opens the log on this laptop from now on.',
  open: 'Open the log',
  opening: 'Opening the log. This takes a few seconds.',
  opened: (kit: number) => `The log is open. The lead is told that kit ${kit} was used.`,
  openedAlone: 'This laptop has no keychain, so the passphrase alone opens the log.',

  anewHeading: (kit: number) => `Make kit ${kit} anew`,
  anewSaid: (kit: number) =>
    `The log is open. Whoever has seen the page of kit ${kit} can open it too, until a new page takes its place.`,
  anewNeed: 'You need a printer, and about two minutes.',
  makeAnew: (kit: number) => `Make kit ${kit} anew`,
  later: 'Later',
  laterSaid: 'Today reminds you until it is done.',
  pageHeading: (kit: number) => `The new kit ${kit}`,
  pageSaid: (kit: number) =>
    `Print it now: the words are shown this once. The former kit ${kit} goes on working until you have typed these back.`,
  havePage: 'I have the page',
  backHeading: 'Type the new kit back',
  backSaid: (kit: number) =>
    `This proves that the page can be read. The former page of kit ${kit} opens nothing from then on: destroy it.`,
  finish: 'Put the new kit in place',
  anewDone: (kit: number) => `Kit ${kit} is made anew. Keep its page where the former one was.`,
};
