import { hitratePairs } from '../../../sid/history-pairs';
import { engineStep } from '../engine-step';
import { useHistories } from '../histories/histories-store';
import { occupyEngine } from '../occupy-engine';
import { codedLevels } from '../policy/trained-view';
import { getState } from '../store';
import type { View } from '../view';
import { useHitrate } from './hitrate-store';

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
      levels: codedLevels(view.levels),
      pairs: { queries, related },
    };
    const outcome = await engine.embeddingHitrate(request, options);
    const pairs = queries.length;
    useHitrate.setState({ measured: { sids, histories, outcome, pairs, sampled } });
  });
}
