import { defaultOffset } from '../../../sid/notations/forge-tokens';
import type { Sids } from '../../../sid/types';
import { dataClient } from '../clients';
import { read } from '../data-actions';
import { levelsUnder } from '../policy/in-force';
import { appliedPolicy } from '../policy/policy-actions';
import { sidsOf } from '../selection';
import { getState } from '../store';
import { shownResults } from '../view';
import { useForge } from './forge-store';

/** The SIDs on the screen, under the policy in force; null before anything is trained. */
function sidsInUse(): Sids | null {
  const { trained, draft } = getState();
  const shown = shownResults(null, trained, draft.levels);
  const applied = appliedPolicy();
  return sidsOf(applied ? levelsUnder(applied, shown) : shown);
}

/** Scores FORGE's output against the SIDs on the screen. On a problem the score before stays. */
export async function scoreForge(file: File): Promise<void> {
  const sids = sidsInUse();
  if (!sids) {
    useForge.setState({
      problem: {
        code: 'NO_RUN',
        message: `${file.name} holds SIDs that FORGE generated, and there are none yet to score them against.`,
        hint: 'Train first, or encode the rows in use with saved codebooks; then open it again.',
      },
    });
    return;
  }
  const offset = useForge.getState().offset ?? defaultOffset(sids);
  const score = await read(
    'forge',
    `Scoring ${file.name}`,
    async (options) => (await dataClient()).scoreForgeOutput({ file, sids, offset }, options),
    (problem) => useForge.setState({ problem }),
  );
  if (score) useForge.setState({ scored: { name: file.name, sids, offset, score } });
}
