/** Words of search. */
export const search = {
  heading: 'Search',
  label: 'Words to look for',
  hint: 'Names and words in any spelling. Enter finishes the search, and a finished search is written in the journal.',
  find: 'Search',
  nothingAsked: 'Write at least one letter or figure.',
  empty: (text: string) =>
    `Nothing found for “${text}”. A shorter word, or another spelling, may help.`,
  pupils: 'Pupils',
  entries: 'Entries',
  more: 'There are more. Add a word to narrow it down.',
  count: (n: number, more: boolean) =>
    n === 0
      ? 'Nothing found'
      : `${more ? 'The first ' : ''}${n} ${n === 1 ? 'place' : 'places'} found`,
  openEntry: (name: string, day: string) => `Open the entry of ${day} in the file of ${name}`,
  openFile: (name: string) => `Open the file of ${name}`,
};
