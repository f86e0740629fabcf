/** Words of Settings. */
export const settings = {
  heading: 'Settings',
  colours: 'Colours',
  coloursHint: 'Holds until the log is locked.',
  themes: [
    { value: 'system', label: 'As this laptop' },
    { value: 'light', label: 'Light' },
    { value: 'dark', label: 'Dark' },
  ] as const,
  log: 'This log',
  school: 'School',
  laestab: 'LAESTAB',
  person: 'You',
  role: 'Role',
  idle: 'Locks itself after',
  minutes: (n: number) => (n === 1 ? '1 minute without a key' : `${n} minutes without a key`),
  madeUp: 'Made-up school: everybody in it is invented.',
};
