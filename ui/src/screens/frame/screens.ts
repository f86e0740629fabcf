/**
 * The pages that exist, and which of them stand on the spine. A page that is not listed here cannot be linked to: ask `exists`
 * before offering a way there.
 *
 * To add one: a name in `way.svelte.ts`, a component that takes `page`, one line in `SCREENS`, and one in `SPINE` if it is
 * a place of its own.
 */
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import NotebookPen from '@lucide/svelte/icons/notebook-pen';
import Send from '@lucide/svelte/icons/send';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import UsersRound from '@lucide/svelte/icons/users-round';
import type { Component } from 'svelte';
import RegisterIcon from '../../components/RegisterIcon.svelte';
import { attendance } from '../../text/attendance';
import { closure } from '../../text/closure';
import { file } from '../../text/file';
import { frame } from '../../text/frame';
import { imports } from '../../text/import';
import { referral } from '../../text/referral';
import { search } from '../../text/search';
import Gaps from '../attendance/Gaps.svelte';
import Read from '../concern/Read.svelte';
import Record from '../concern/Record.svelte';
import Import from '../import/Import.svelte';
import Own from '../own/Own.svelte';
import Pupil from '../pupil/Pupil.svelte';
import Pupils from '../pupil/Pupils.svelte';
import Referral from '../referral/Referral.svelte';
import Referrals from '../referral/Referrals.svelte';
import Search from '../search/Search.svelte';
import Settings from '../settings/Settings.svelte';
import Today from '../today/Today.svelte';
import type { Page, PageName } from './way.svelte';

type Screen = {
  // Each component takes the page of its own name; the map below pairs them.
  component: Component<{ page: never }>;
  title: string;
  /** The only thing on the screen: no spine, no bar. */
  alone?: boolean;
};

type Screens = { [N in PageName]?: Screen };

export const SCREENS: Screens = {
  today: { component: Today as Screen['component'], title: frame.today },
  own: { component: Own as Screen['component'], title: closure.ownHeading },
  record: { component: Record as Screen['component'], title: frame.record, alone: true },
  read: { component: Read as Screen['component'], title: frame.read },
  pupils: { component: Pupils as Screen['component'], title: frame.pupils },
  // The title of a window is seen by whoever passes: it names no child.
  pupil: { component: Pupil as Screen['component'], title: file.title },
  attendance: { component: Gaps as Screen['component'], title: attendance.heading },
  referrals: { component: Referrals as Screen['component'], title: referral.list },
  referral: { component: Referral as Screen['component'], title: referral.headingNoName },
  import: { component: Import as Screen['component'], title: imports.heading },
  search: { component: Search as Screen['component'], title: search.heading },
  settings: { component: Settings as Screen['component'], title: frame.settings },
};

export function exists(name: PageName): boolean {
  return SCREENS[name] !== undefined;
}

export type SpineItem = {
  page: Page;
  label: string;
  icon: Component;
  /** The key of `session.waiting`. */
  count: string;
  /** The pages that belong to this place. */
  holds: PageName[];
};

export const SPINE: SpineItem[] = [
  {
    page: { name: 'today' },
    label: frame.today,
    icon: CalendarDays,
    count: 'today',
    holds: ['today', 'read'],
  },
  {
    page: { name: 'pupils' },
    label: frame.pupils,
    icon: UsersRound,
    count: 'pupils',
    holds: ['pupils', 'pupil'],
  },
  {
    page: { name: 'attendance' },
    label: frame.attendance,
    icon: RegisterIcon,
    count: 'attendance',
    holds: ['attendance'],
  },
  {
    page: { name: 'referrals' },
    label: frame.referrals,
    icon: Send,
    count: 'referrals',
    holds: ['referrals', 'referral'],
  },
  {
    page: { name: 'settings' },
    label: frame.settings,
    icon: SlidersHorizontal,
    count: 'settings',
    holds: ['settings', 'import'],
  },
];

/**
 * What a recorder has: a place for what they wrote, and one for their own passphrase and window. Recording, Blank and Lock
 * stand in the bar.
 */
export const SPINE_OF_RECORDER: SpineItem[] = [
  {
    page: { name: 'own' },
    label: closure.ownSpine,
    icon: NotebookPen,
    count: 'own',
    holds: ['own'],
  },
  {
    page: { name: 'settings' },
    label: frame.settings,
    icon: SlidersHorizontal,
    count: 'settings',
    holds: ['settings'],
  },
];
