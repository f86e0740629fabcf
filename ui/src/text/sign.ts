/** The seven signs of the campaign, in their one order, and how a thing is known. */
import type { SignView, SourceView } from '../ipc/contract';

export const SIGNS = [
  'missing',
  'possessions',
  'calls',
  'adults',
  'weapons',
  'wellbeing',
  'injuries',
] as const satisfies readonly SignView[];

/** Short enough for a lane of the ribbon. */
export const SIGN: Record<SignView, string> = {
  missing: 'Missing or out of area',
  possessions: 'Money, clothes, phones',
  calls: 'Calls and texts',
  adults: 'Controlling or older adults',
  weapons: 'Weapons',
  wellbeing: 'Wellbeing',
  injuries: 'Injuries',
};

/** How we know: the tag of an entry, the mark of a lane. */
export const SOURCE: Record<SourceView, string> = {
  seen: 'Seen first-hand',
  told: 'Reported',
  opinion: 'Opinion',
};
