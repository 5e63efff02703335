import { unreadable } from '../../../dataset/checkpoint/checkpoint-problem';
import { openSealed } from '../../../dataset/checkpoint/sealed-file';
import { takeTrained } from '../../../dataset/checkpoint/trained-tensors';
import { strideOf } from '../../../nn/kernels/layout';
import { Problem } from '../../../problem';
import { MAX_CODEBOOK_SIZE, MAX_LEVELS, type QuantizerConfig } from '../../config';
import { pad } from '../../vectors';
import { rqVaeProblem } from '../plan-rqvae';
import { KIND } from './encode-checkpoint';
import { parseConfig } from './parse-config';
import { parseData, parseMachine, parseProgress } from './parse-progress';
import { averageShapes, parameterShapes } from './tensor-shapes';
import type { Checkpoint, CheckpointData } from './types';

/**
 * The checkpoint that `bytes` hold; `file` names it in messages. Nothing is taken from a file that is
 * not whole. Throws `CHECKPOINT_FORMAT`, and `CHECKPOINT_SHAPE` where a tensor is not of its config.
 */
export function decodeCheckpoint(file: string, bytes: Uint8Array): Checkpoint {
  const opened = openSealed(file, bytes, KIND);
  const { take, metadata: told } = opened;
  const data = parseData(file, told['data']);
  const config = parseConfig(file, told['config']);
  checkBuildable(file, config, data);
  const epochs = config.iterations;
  const levels = config.codebookSizes.length;
  const progress = parseProgress(file, told['progress'], { epochs, levels });
  const { latentDim } = config.rqvae;
  return {
    config,
    data,
    machine: parseMachine(file, told['machine']),
    state: {
      ...progress,
      parameters: parameterShapes(config, data).map((shape) => takeTrained(opened, shape)),
      learner: averageShapes(config).flatMap(([size, total]) => [
        take(size),
        pad(take(total), latentDim, strideOf(latentDim)),
      ]),
    },
  };
}

/** A config that no model can be built of, however the file came by it. */
function checkBuildable(file: string, config: QuantizerConfig, { dim, pairs }: CheckpointData) {
  const { codebookSizes } = config;
  const fits = codebookSizes.every((codes) => codes <= MAX_CODEBOOK_SIZE);
  if (!fits || codebookSizes.length > MAX_LEVELS) {
    throw unreadable(
      file,
      `it has ${codebookSizes.length} levels of ${codebookSizes.join(', ')} codes`,
    );
  }
  const problem = rqVaeProblem({ dim, pairs }, config);
  if (problem) throw new Problem('CHECKPOINT_FORMAT', `${file}: ${problem.message}`, problem.hint);
}
