import { fingerprintOf } from '../../../dataset/fingerprint';
import { unreadable } from '../../../dataset/checkpoint/checkpoint-problem';
import type { OpenedCheckpoint } from '../../../dataset/checkpoint/sealed-file';
import { takeTrained } from '../../../dataset/checkpoint/trained-tensors';
import { strideOf } from '../../../nn/kernels/layout';
import { Problem } from '../../../problem';
import type { QuantizerConfig } from '../../config';
import { pad } from '../../vectors';
import { rqVaeProblem } from '../plan-rqvae';
import { parseProgress } from './parse-progress';
import { averageShapes, pairsShape, parameterShapes } from './tensor-shapes';
import type { Checkpoint, CheckpointData } from './types';

/** The state of a learned run of this config. Throws `CHECKPOINT_FORMAT`, `CHECKPOINT_SHAPE`. */
export function takeLearned(
  file: string,
  opened: OpenedCheckpoint,
  config: QuantizerConfig,
  data: CheckpointData,
): Pick<Checkpoint, 'state' | 'pairs'> {
  const { take, metadata } = opened;
  checkBuildable(file, config, data);
  const epochs = config.iterations;
  const levels = config.codebookSizes.length;
  const progress = parseProgress(file, metadata['progress'], { epochs, levels });
  const { latentDim } = config.rqvae;
  return {
    state: {
      ...progress,
      parameters: parameterShapes(config, data).map((shape) => takeTrained(opened, shape)),
      learner: averageShapes(config).flatMap(([size, total]) => [
        take(size),
        pad(take(total), latentDim, strideOf(latentDim)),
      ]),
    },
    pairs: pairsOf(file, opened, config, data),
  };
}

/** The pairs of a contrastive run; null of another. They must be those that its config names. */
function pairsOf(
  file: string,
  { take }: OpenedCheckpoint,
  { rqvae: { contrastive } }: QuantizerConfig,
  data: CheckpointData,
): Uint32Array | null {
  if (!contrastive) return null;
  const pairs = Uint32Array.from(take(pairsShape(data)));
  const areRows = pairs.every((row) => row < data.rows);
  if (areRows && fingerprintOf(pairs, 2) === contrastive.pairs) return pairs;
  throw unreadable(file, 'its pairs are not those that the run was trained on');
}

/** A config that no model can be built of, however the file came by it. */
function checkBuildable(file: string, config: QuantizerConfig, { dim, pairs }: CheckpointData) {
  const problem = rqVaeProblem({ dim, pairs }, config);
  if (problem) throw new Problem('CHECKPOINT_FORMAT', `${file}: ${problem.message}`, problem.hint);
}
