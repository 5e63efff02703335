import { unreadable } from '../../../dataset/checkpoint/checkpoint-problem';
import { openSealed } from '../../../dataset/checkpoint/sealed-file';
import { takeTrained } from '../../../dataset/checkpoint/trained-tensors';
import { Problem } from '../../../problem';
import { checkRetrieverConfig, type RetrieverConfig } from '../config';
import { KIND } from './encode-checkpoint';
import { parameterShapes } from './parameter-shapes';
import { parseTraining } from './parse-config';
import { parseAdapter, parseData, parseProgress } from './parse-progress';
import type { RetrieverCheckpoint } from './types';

/**
 * The checkpoint that `bytes` hold; `file` names it in messages. Nothing is taken from a file that is
 * not whole. Throws `CHECKPOINT_FORMAT`, and `CHECKPOINT_SHAPE` where a tensor is not of its config.
 */
export function decodeRetrieverCheckpoint(file: string, bytes: Uint8Array): RetrieverCheckpoint {
  const opened = openSealed(file, bytes, KIND);
  const { metadata } = opened;
  const config = parseTraining(file, metadata['training']);
  checkBuildable(file, config);
  const data = parseData(file, metadata['data']);
  const { step, steps, epochs } = parseProgress(file, metadata['progress'], config.epochs);
  const parameters = parameterShapes(config, data).map((shape) => {
    const { value, moment1, moment2 } = takeTrained(opened, shape);
    return { value, moment1, moment2 };
  });
  return {
    ...{ config, data },
    adapter: parseAdapter(file, metadata['adapter']),
    state: { step, parameters, history: { steps, epochs } },
  };
}

/** A config that no model can be built of, however the file came by it. */
function checkBuildable(file: string, config: RetrieverConfig): void {
  try {
    checkRetrieverConfig(config);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw unreadable(file, error.message.replace(/\.$/, ''));
  }
}
