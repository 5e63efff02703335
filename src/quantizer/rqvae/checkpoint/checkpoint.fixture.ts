import { createCpuDevice } from '../../../compute/cpu/cpu-device';
import { cancelled } from '../../../problem';
import { isLearned, type RunCheckpoint } from '../../checkpoint/types';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../../config';
import { assignRegister } from '../../kernels/assign-codes';
import { Trainer } from '../../trainer';
import { clusteredVectors } from '../clustered.fixture';
import type { Checkpoint } from './types';

export const ROWS = 96;
export const DIM = 10;

export function learnedConfig(
  change: Partial<QuantizerConfig['rqvae']> = {},
  codebookSizes: readonly number[] = [8, 4],
): QuantizerConfig {
  return {
    ...DEFAULT_CONFIG,
    ...{ method: 'rqvae', codebookSizes, iterations: 4, reviveDeadCodes: true },
    rqvae: { ...DEFAULT_CONFIG.rqvae, hidden: [12], latentDim: 6, batchRows: 32, ...change },
  };
}

export function newTrainer(seed = 0): Trainer {
  const vectors = clusteredVectors(ROWS, DIM);
  vectors[0] = (vectors[0] ?? 0) + seed;
  return new Trainer(createCpuDevice(), assignRegister, vectors, DIM);
}

/** The checkpoint of a run that was stopped after `epochs` epochs. */
export async function stoppedAfter(
  trainer: Trainer,
  config: QuantizerConfig,
  epochs: number,
): Promise<Checkpoint> {
  const kept: Checkpoint[] = [];
  const controller = new AbortController();
  const onCheckpoint = (checkpoint: RunCheckpoint) => {
    if (!isLearned(checkpoint) || checkpoint.state.epoch !== epochs) return;
    kept.push(checkpoint);
    controller.abort(cancelled());
  };
  await trainer.train(config, { signal: controller.signal, onCheckpoint }).catch(() => undefined);
  const [stopped] = kept;
  if (!stopped) throw new Error(`the run never came to epoch ${epochs}`);
  return stopped;
}
