import { useHistories } from '../histories/histories-store';
import { appliedPolicy } from '../policy/policy-actions';
import { getPolicy } from '../policy/policy-store';
import { getState } from '../store';
import type { Session } from './session';

/** What is being brought back for the rows in use: noted again as it was until it is there. */
let returning: Pick<Session, 'histories' | 'pairs'> = {};

export function setReturning(parts: Pick<Session, 'histories' | 'pairs'>): void {
  returning = parts;
}

/** Where the user stands; null before any rows of a kept dataset are in use. */
export function sessionNow(): Session | null {
  const { slice, trained, draft } = getState();
  if (!slice) return null;
  const { request, fingerprint } = slice;
  // Codes of a file alone: the kept dataset is not on the page.
  if (!request) return null;
  const { chosen, drafts, applied } = getPolicy();
  const isInForce = applied !== null && appliedPolicy() === applied.outcome;
  return {
    request,
    last: trained && { fingerprint, trained },
    draft,
    policy: {
      chosen,
      drafts,
      applied: isInForce ? { depth: applied.depth, outcome: applied.outcome } : null,
    },
    histories: historiesNow() ?? returning.histories ?? null,
    pairs: pairsNow() ?? returning.pairs ?? null,
  };
}

function historiesNow(): Session['histories'] {
  const { histories, ofSample } = useHistories.getState();
  return histories && { ofSample };
}

function pairsNow(): Session['pairs'] {
  const origin = getState().pairs?.origin ?? null;
  if (origin === null) return null;
  return origin instanceof File ? { from: 'file' } : { from: 'histories', window: origin.window };
}
