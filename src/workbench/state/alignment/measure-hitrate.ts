import { hitratePairs } from '../../../sid/history-pairs';
import type { LevelResult } from '../../../worker/protocol';
import { engineStep } from '../engine-step';
import { useHistories } from '../histories/histories-store';
import { occupyEngine } from '../occupy-engine';
import { getState } from '../store';
import type { View } from '../view';
import { useHitrate } from './hitrate-store';

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
  const { sids } = view;
  await engineStep('hitrate', 'Collecting pairs', controller, async (engine, options) => {
    const { queries, related, sampled } = hitratePairs(histories);
    const request = {
      config: trained.config,
      center: trained.source?.center ?? null,
      levels: levelsOf(view),
      pairs: { queries, related },
    };
    const outcome = await engine.embeddingHitrate(request, options);
    const pairs = queries.length;
    useHitrate.setState({ measured: { sids, histories, outcome, pairs, sampled } });
  });
}
