/**
 * The pages that exist, and which of them stand on the spine. A page that is not listed here cannot be linked to: ask `exists`
 * before offering a way there.
 *
 * To add one: a name in `way.svelte.ts`, a component that takes `page`, one line in `SCREENS`, and one in `SPINE` if it is
 * a place of its own.
 */
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import type { Component } from 'svelte';
import { frame } from '../../text/frame';
import Read from '../concern/Read.svelte';
import Record from '../concern/Record.svelte';
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
  record: { component: Record as Screen['component'], title: frame.record, alone: true },
  read: { component: Read as Screen['component'], title: frame.read },
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
    page: { name: 'settings' },
    label: frame.settings,
    icon: SlidersHorizontal,
    count: 'settings',
    holds: ['settings'],
  },
];
