/** Words of the form parts: problems of dates and times, and the small words every form shares. */
import type { DateProblem } from '../components/date';

export const DATE_PROBLEM: Record<DateProblem, string> = {
  day_missing: 'Write the day',
  month_missing: 'Write the month',
  year_missing: 'Write the year',
  day_range: 'The day must be between 1 and 31',
  month_range: 'The month must be between 1 and 12',
  year_range: 'The year must have four figures, such as 2026',
  no_such_day: 'That month does not have that many days',
  future: 'The date must be today or earlier',
};

export const form = {
  problem: 'There is a problem',
  errorPrefix: 'Error: ',
  optional: '(optional)',
  day: 'Day',
  month: 'Month',
  year: 'Year',
  time: 'Time',
  today: 'Today',
  yesterday: 'Yesterday',
  notATime: 'Write the time as 12:35',
  show: 'Show',
  hide: 'Hide',
  showLabel: (what: string) => `Show the ${what}`,
  hideLabel: (what: string) => `Hide the ${what}`,
  change: 'Change',
  changeLabel: (name: string) => `Change ${name}`,
  remove: (name: string) => `Take ${name} away`,
  continue: 'Continue',
  back: 'Back',
  cancel: 'Cancel',
};
