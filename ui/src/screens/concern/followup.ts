/** The words of a follow-up while they are being written, and the draft that holds them. Pure. */
import type { DecisionView, DraftView } from '../../ipc/contract';

export type FollowUpWords = {
  /** The concern that is followed up: a draft is taken up again by it. */
  concern: string;
  done: string;
  decision: DecisionView | null;
  reason: string;
};

export function noFollowUp(concern: string): FollowUpWords {
  return { concern, done: '', decision: null, reason: '' };
}

/** With nothing written, following up is reading. */
export function saysNothing(words: FollowUpWords): boolean {
  return !words.done.trim() && !words.decision && !words.reason.trim();
}

/** The words of a draft, when it is one of a follow-up. */
export function followUpOf(draft: Pick<DraftView, 'kind' | 'body'>): FollowUpWords | null {
  if (draft.kind !== 'follow_up') return null;
  return { ...noFollowUp(''), ...(JSON.parse(draft.body) as Partial<FollowUpWords>) };
}
