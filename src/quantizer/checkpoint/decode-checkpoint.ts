import { unreadable } from '../../dataset/checkpoint/checkpoint-problem';
import { openSealed } from '../../dataset/checkpoint/sealed-file';
import { MAX_CODEBOOK_SIZE, MAX_LEVELS } from '../config';
import { parseData, parseMachine } from '../rqvae/checkpoint/parse-progress';
import { takeLearned } from '../rqvae/checkpoint/take-learned';
import { KIND } from './encode-checkpoint';
import { parseConfig } from './parse-config';
import { takeLevels } from './take-levels';
import type { RunCheckpoint } from './types';

/**
 * The checkpoint that `bytes` hold; `file` names it in messages. Nothing is taken from a file that is
 * not whole. Throws `CHECKPOINT_FORMAT`, and `CHECKPOINT_SHAPE` where a tensor is not of its config.
 */
export function decodeCheckpoint(file: string, bytes: Uint8Array): RunCheckpoint {
  const opened = openSealed(file, bytes, KIND);
  const { metadata: told } = opened;
  const data = parseData(file, told['data']);
  const config = parseConfig(file, told['config']);
  const { codebookSizes } = config;
  const fits = codebookSizes.every((codes) => codes <= MAX_CODEBOOK_SIZE);
  if (!fits || codebookSizes.length > MAX_LEVELS) {
    const sizes = codebookSizes.join(', ');
    throw unreadable(file, `it has ${codebookSizes.length} levels of ${sizes} codes`);
  }
  const shared = { config, data, machine: parseMachine(file, told['machine']) };
  return config.method === 'rqvae'
    ? { ...shared, ...takeLearned(file, opened, config, data) }
    : { ...shared, levels: takeLevels(file, opened, config, data) };
}
