import { toProblemDetail } from '../../../problem';
import { engineClient } from '../clients';
import { initialDraft } from '../draft';
import { fullConfig } from '../runs/stored-run';
import { engineHolds } from '../engine-holds';
import { getState, setState } from '../store';
import type { Trained } from '../reuse';
import type { Session } from './session';

/**
 * Shows the levels that were trained on these very vectors before the reload, with their settings, and has
 * the engine take them over. Returns them; null for levels of other vectors.
 */
export function restoreRun({ fingerprint, trained }: NonNullable<Session['last']>): Trained | null {
  const { slice } = getState();
  if (!slice || slice.fingerprint !== fingerprint) return null;
  const config = fullConfig(trained.config);
  const restored = { ...trained, config };
  setState({ trained: restored, draft: initialDraft(config) });
  void engineHolds(slice).then((isHeld) => {
    if (isHeld && getState().trained === restored) void adopt(restored);
  });
  return restored;
}

async function adopt({ config, levels, n, unavoidableItems, source }: Trained): Promise<void> {
  // Of a run that was stopped too little is known; codes of a file are no run of the engine.
  if (!source || source.codesFrom !== undefined) return;
  const { slice } = getState();
  try {
    const engine = await engineClient();
    await engine.adopt({
      ...source,
      config,
      levels,
      n,
      unavoidable: { items: unavoidableItems, distinct: slice?.quality?.distinctRows ?? n },
      seconds: levels.reduce((sum, level) => sum + level.seconds, 0),
    });
  } catch (error) {
    setState({ engineProblem: toProblemDetail(error) });
  }
}
