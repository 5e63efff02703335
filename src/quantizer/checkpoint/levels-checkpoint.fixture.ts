import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { realF32 } from '../../compute/numbers.fixture';
import { cancelled } from '../../problem';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../config';
import { assignRegister } from '../kernels/assign-codes';
import { Trainer } from '../trainer';
import type { RunCheckpoint } from './types';

const ROWS = 150;
const DIM = 6;

export const LEVELS_CONFIG: QuantizerConfig = {
  ...DEFAULT_CONFIG,
  ...{ codebookSizes: [8, 6], iterations: 4, ema: { batchRows: 64, decay: 0.8, epsilon: 1e-5 } },
};

export function newLevelsTrainer(seed = 7): Trainer {
  return new Trainer(createCpuDevice(), assignRegister, realF32(ROWS * DIM, 1, seed), DIM);
}

/** The checkpoints of a run that was stopped at its `count`-th, counted from 1. */
export async function stoppedAtCheckpoint(
  trainer: Trainer,
  config: QuantizerConfig,
  count: number,
): Promise<RunCheckpoint> {
  const seen: RunCheckpoint[] = [];
  const controller = new AbortController();
  const onCheckpoint = (checkpoint: RunCheckpoint) => {
    if (seen.length === count) return;
    seen.push(checkpoint);
    if (seen.length === count) controller.abort(cancelled());
  };
  await trainer.train(config, { signal: controller.signal, onCheckpoint }).catch(() => undefined);
  const last = seen.at(-1);
  if (!last || seen.length < count) throw new Error(`the run has no ${count} checkpoints`);
  return last;
}
