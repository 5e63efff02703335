import { decodeSafetensors, type Safetensors } from '../../../dataset/formats/safetensors';
import type { NamedTensor } from '../../../dataset/formats/safetensors-write';
import { strideOf } from '../../../nn/kernels/layout';
import { Problem } from '../../../problem';
import { MAX_CODEBOOK_SIZE, MAX_LEVELS, type QuantizerConfig } from '../../config';
import { pad } from '../../vectors';
import { rqVaeProblem } from '../plan-rqvae';
import type { SavedParameter } from '../state';
import { unreadable } from './checkpoint-problem';
import { checksumOf } from './checksum';
import { VERSION } from './encode-checkpoint';
import { parseConfig } from './parse-config';
import { parseData, parseMachine, parseProgress } from './parse-progress';
import { averageShapes, momentName, parameterShapes, type NamedShape } from './tensor-shapes';
import type { Checkpoint, CheckpointData } from './types';

/**
 * The checkpoint that `bytes` hold; `file` names it in messages. Nothing is taken from a file that is
 * not whole. Throws `CHECKPOINT_FORMAT`, and `CHECKPOINT_SHAPE` where a tensor is not of its config.
 */
export function decodeCheckpoint(file: string, bytes: Uint8Array): Checkpoint {
  const { tensors, metadata } = opened(file, bytes);
  const { checksum, ...told } = metadata;
  if (told['sid_checkpoint'] !== VERSION) {
    throw unreadable(file, 'it is a safetensors file, but of something else or another version');
  }
  if (checksumOf(tensors, told) !== checksum) {
    throw unreadable(file, 'it was damaged, or written only in part');
  }
  const data = parseData(file, told['data']);
  const config = parseConfig(file, told['config']);
  checkBuildable(file, config, data);
  const epochs = config.iterations;
  const levels = config.codebookSizes.length;
  const progress = parseProgress(file, told['progress'], { epochs, levels });
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const take = (wanted: NamedShape) => arrayOf(file, byName, wanted);
  const { latentDim } = config.rqvae;
  return {
    config,
    data,
    machine: parseMachine(file, told['machine']),
    state: {
      ...progress,
      parameters: parameterShapes(config, data).map((shape) => parameterOf(take, shape)),
      learner: averageShapes(config).flatMap(([size, total]) => [
        take(size),
        pad(take(total), latentDim, strideOf(latentDim)),
      ]),
    },
  };
}

function opened(file: string, bytes: Uint8Array): Safetensors {
  try {
    return decodeSafetensors(bytes);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem('CHECKPOINT_FORMAT', `${file}: ${error.message}`, error.hint);
  }
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

function parameterOf(
  take: (wanted: NamedShape) => Float32Array,
  { name, shape }: NamedShape,
): SavedParameter {
  return {
    name,
    shape,
    value: take({ name, shape }),
    moment1: take({ name: momentName(1, name), shape }),
    moment2: take({ name: momentName(2, name), shape }),
  };
}

function arrayOf(
  file: string,
  tensors: ReadonlyMap<string, NamedTensor>,
  { name, shape }: NamedShape,
): Float32Array {
  const found = tensors.get(name);
  if (found?.shape.join() !== shape.join()) {
    const is = found ? `has the shape [${found.shape.join(', ')}]` : 'is missing';
    throw new Problem(
      'CHECKPOINT_SHAPE',
      `The tensor ${name} of ${file} ${is}; its config wants [${shape.join(', ')}].`,
      'Give a checkpoint as this workbench writes it, or train from the start.',
    );
  }
  if (found.data.every(Number.isFinite)) return found.data;
  throw unreadable(file, `its training has failed, as ${name} holds NaN or Inf`);
}
