/** What stands on one day of the ribbon, gathered for the voice and for the table. Pure. The words are in `text/ribbon`. */
import type { RibbonView } from '../../ipc/contract';
import { registerWords, type DayFacts } from '../../text/ribbon';
import type { Axis, Slot } from './axis';

export function factsOf(axis: Axis, view: RibbonView, slot: Slot, today: string): DayFacts {
  const { on } = slot;
  const day = view.attendance.days.find((candidate) => candidate.on === on);
  const band = axis.bands.find((candidate) => candidate.from === on);
  return {
    on,
    open: slot.kind === 'school',
    weekend: slot.kind === 'weekend',
    closedTo: band?.to ?? null,
    am: day?.am ?? null,
    pm: day?.pm ?? null,
    signs: view.signs.filter((mark) => mark.on === on),
    flags: view.flags.filter((flag) => flag.on === on),
    today,
  };
}

/** The rows of the table: every day on which something other than an even weave stands, and each closed stretch once. */
export function rowsOf(axis: Axis, view: RibbonView, today: string): DayFacts[] {
  return axis.slots
    .map((slot) => factsOf(axis, view, slot, today))
    .filter((facts) => {
      if (facts.signs.length > 0 || facts.flags.length > 0) return true;
      if (facts.weekend) return false;
      if (!facts.open) return facts.closedTo !== null;
      if (facts.on > today) return false;
      return registerWords(facts).join() !== 'present am and pm';
    });
}
