/** The seven signs of the campaign, in their one order, short enough for a lane. */
import type { SignView } from '../ipc/contract';

export const SIGNS = [
  'missing',
  'possessions',
  'calls',
  'adults',
  'weapons',
  'wellbeing',
  'injuries',
] as const satisfies readonly SignView[];

export const SIGN: Record<SignView, string> = {
  missing: 'Missing or out of area',
  possessions: 'Money, clothes, phones',
  calls: 'Calls and texts',
  adults: 'Controlling or older adults',
  weapons: 'Weapons',
  wellbeing: 'Wellbeing',
  injuries: 'Injuries',
};
