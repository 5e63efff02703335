import { toProblemDetail } from '../../../problem';
import type { BesideKind } from '../../../worker/protocol';
import { dataClient } from '../clients';
import { configOf, initialDraft, type Draft } from '../draft';
import { engineHolds } from '../engine-holds';
import { openHistories } from '../histories/histories-actions';
import { useHistories } from '../histories/histories-store';
import { openPairsFile, takeHistoryPairs } from '../pairs-actions';
import { setPolicy } from '../policy/policy-store';
import type { Trained } from '../reuse';
import { fullConfig } from '../runs/stored-run';
import { getState, setState } from '../store';
import { restoreRun } from './restore-run';
import type { Session } from './session';
import { setReturning } from './session-now';
import { setStorage } from './storage-store';

/** Brings back what stood on the rows now in use: levels, settings, policy, histories, pairs. */
export function restoreSession(id: string, session: Session): void {
  const { histories = null, pairs = null } = session;
  setReturning({ histories, pairs });
  const trained = session.last && restoreRun(session.last);
  if (session.draft) setState({ draft: fullDraft(session.draft) });
  if (session.policy) restorePolicy(session.policy, trained);
  void restoreBeside(id, session);
}

/** A stored draft with what settings have been added since. */
function fullDraft(stored: Draft): Draft {
  const draft = initialDraft(fullConfig(configOf(stored)));
  const sizes = draft.sizes.map((size, level) => stored.sizes[level] ?? size);
  return { ...draft, sameSize: stored.sameSize, sizes };
}

function restorePolicy(
  { chosen, drafts, applied }: NonNullable<Session['policy']>,
  trained: Trained | null,
): void {
  setPolicy((now) => ({
    chosen,
    drafts: { ...now.drafts, ...drafts },
    applied: applied && trained && { ...applied, trained },
  }));
}

/** Histories at once, pairs as soon as the engine holds the rows that they join. */
async function restoreBeside(id: string, { histories, pairs }: Session): Promise<void> {
  const { slice } = getState();
  if (!slice) return;
  if (histories) {
    const file = await keptBeside(id, 'histories');
    const isBusy = useHistories.getState().reading !== null;
    // What the user opened meanwhile comes first.
    if (file && !isBusy && getState().slice === slice) await openHistories(file, histories);
  }
  if (pairs && (await engineHolds(slice)) && getState().pairs === null) {
    const file = pairs.from === 'file' ? await keptBeside(id, 'pairs') : null;
    if (pairs.from === 'histories') await takeHistoryPairs(pairs.window);
    else if (file && getState().dataJob === null) await openPairsFile(file);
  }
  if (getState().slice === slice) setReturning({});
}

async function keptBeside(id: string, kind: BesideKind): Promise<File | null> {
  try {
    return await (await dataClient()).keptBeside({ id, kind });
  } catch (error) {
    setStorage({ problem: toProblemDetail(error) });
    return null;
  }
}
