/** Words of the box that finds a pupil. */
export const picker = {
  placeholder: 'Write a name',
  none: (text: string) =>
    `No pupil found for “${text.trim()}”. Another spelling, or the UPN, may help.`,
  count: (n: number) =>
    n === 0 ? 'No pupil found' : n === 1 ? '1 pupil found' : `${n} pupils found`,
};
