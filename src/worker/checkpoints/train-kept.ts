import type { QuantizerConfig } from '../../quantizer/config';
import type { QuantizerRun, TrainProgress } from '../../quantizer/results';
import type { Trainer } from '../../quantizer/trainer';
import type { TrainMessage } from '../protocol';
import { CheckpointKeeper } from './checkpoint-keeper';
import type { CheckpointStore } from './checkpoint-store';
import { QUANTIZER_FILES } from './quantizer-files';

interface KeptTraining {
  readonly signal: AbortSignal | undefined;
  readonly pause: AbortSignal;
  readonly onProgress: ((message: TrainMessage) => void) | undefined;
}

/** A k-means of less is soon trained again: that the browser would not store it is not worth a word. */
const WORTH_TELLING_MS = 10_000;

/**
 * Trains, and keeps the run's checkpoint in `store` until it is finished: now and then while it
 * trains, and when it stops. Throws what `Trainer.train` throws, never a problem of the storage.
 */
export async function trainKept(
  trainer: Trainer,
  store: CheckpointStore,
  config: QuantizerConfig,
  { signal, pause, onProgress }: KeptTraining,
): Promise<QuantizerRun> {
  let last: TrainProgress | null = null;
  const started = performance.now();
  const keeper = new CheckpointKeeper(store, QUANTIZER_FILES, (checkpointProblem) => {
    const isShort = performance.now() - started < WORTH_TELLING_MS;
    if (isShort && config.method !== 'rqvae') return;
    if (last) onProgress?.({ ...last, finished: null, snapshot: null, checkpointProblem });
  });
  try {
    const run = await trainer.train(config, {
      ...{ signal, pause },
      onProgress: (progress) => {
        last = progress;
        onProgress?.(progress);
      },
      onCheckpoint: (checkpoint) => keeper.offer(checkpoint),
    });
    const finished = trainer.checkpointOf(config);
    if (finished) await keeper.remove(finished);
    return run;
  } catch (error) {
    await keeper.flush();
    throw error;
  }
}
