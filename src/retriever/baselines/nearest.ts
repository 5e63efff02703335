import type { Device } from '../../compute/device';
import { heldOutCase, type Split } from '../split/leave-one-out';
import { CatalogueMetrics, type RankerEvaluation, type RankerReport } from './catalogue-metrics';
import type { Pause } from './evaluate-ranker';
import { scoreQueries } from './score-queries';
import { NEAREST_LAST } from './windows';
import { sumOfRows, type UnitVectors } from './unit-vectors';

/**
 * Nearest items to the mean of the user's last three, by cosine, for every evaluated user. `centred`:
 * the items' vectors at unit norm after subtracting their mean, as text vectors share a direction that
 * says nothing; so each item weighs the same. Throws as `scoreQueries`.
 */
export async function evaluateNearest(
  device: Device,
  centred: UnitVectors,
  split: Split,
  evaluation: RankerEvaluation,
  pause: Pause,
): Promise<RankerReport> {
  const metrics = new CatalogueMetrics(split, evaluation);
  const { evaluated } = split;
  const queries = {
    count: evaluated.length,
    vector: (i: number) => {
      const { history } = heldOutCase(split, evaluated[i]!, evaluation.part);
      return sumOfRows(centred, history.slice(-NEAREST_LAST));
    },
    visit: (i: number, scores: Float32Array) => metrics.add(evaluated[i]!, scores),
  };
  await scoreQueries(device, centred, queries, pause);
  return metrics.report();
}
