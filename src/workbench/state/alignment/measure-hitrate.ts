import { CANCELLED, toProblemDetail } from '../../../problem';
import { relatedPairs } from '../../../sid/embedding-hitrate';
import type { LevelResult, StepProgress } from '../../../worker/protocol';
import { engineClient } from '../clients';
import { useHistories } from '../histories/histories-store';
import { sequencesOf } from '../histories/sequences';
import { checkText } from '../job-text';
import { occupyEngine } from '../occupy-engine';
import { getState, setState } from '../store';
import type { View } from '../view';
import { useHitrate } from './hitrate-store';

/** Items at most this many places apart in a history are related, as in the co-occurrence baseline. */
export const HITRATE_WINDOW = 3;
/** Distinct pairs measured; a seeded uniform sample beyond. */
export const HITRATE_PAIRS = 10_000;
const SEED = 0;

/** Levels that stand for a vector: one that a suffix policy added has no codebook. */
function levelsOf({ levels }: View): LevelResult[] {
  return levels.flatMap(({ result }) => (result && result.codebook.length > 0 ? [result] : []));
}

/** Measures the embedding hitrate of the SIDs on the screen; Cancel and training stop it. */
export function measureHitrate(view: View): Promise<void> {
  return occupyEngine((controller) => measure(view, controller));
}

async function measure(view: View, controller: AbortController): Promise<void> {
  const { trained } = getState();
  const { histories } = useHistories.getState();
  if (!trained || !histories || !view.sids) return;
  const show = (text: string, fraction: number | null) => {
    const cancel = () => {
      controller.abort();
    };
    setState({ engineJob: { kind: 'hitrate', text, fraction, etaSeconds: null, cancel } });
  };
  show('Collecting pairs', null);
  setState({ engineProblem: null });
  try {
    const options = { window: HITRATE_WINDOW, maxPairs: HITRATE_PAIRS, seed: SEED };
    const { queries, related, sampled } = relatedPairs(sequencesOf(histories), {
      ...options,
      trainPrefixOnly: true,
    });
    const engine = await engineClient();
    const request = { config: trained.config, levels: levelsOf(view), pairs: { queries, related } };
    const outcome = await engine.embeddingHitrate(request, {
      signal: controller.signal,
      onProgress: (progress: StepProgress) => {
        show(checkText(progress), progress.total > 0 ? progress.done / progress.total : null);
      },
    });
    const { sids } = view;
    useHitrate.setState({ measured: { sids, outcome, pairs: queries.length, sampled } });
    setState({ engineJob: null });
  } catch (error) {
    const problem = toProblemDetail(error);
    setState({ engineJob: null, engineProblem: problem.code === CANCELLED ? null : problem });
  }
}
