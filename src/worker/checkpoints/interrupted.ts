import { Problem } from '../../problem';
import type { QuantizerConfig } from '../../quantizer/config';
import type { Trainer } from '../../quantizer/trainer';
import type { CheckpointSummary } from '../protocol';
import type { CheckpointStore } from './checkpoint-store';
import { nameOf } from './quantizer-files';
import { readCheckpoint, summaryOf, takeUp } from './take-up';

const NAME = 'The checkpoint that the browser kept';

/**
 * The run that was interrupted on the trainer's shard, a learned one before any other; null for none.
 * Changes nothing, except that a file that cannot be read is removed, and so told once. Throws
 * `CHECKPOINT_FORMAT`, `CHECKPOINT_SHAPE`.
 */
export async function lookUp(
  trainer: Trainer,
  store: CheckpointStore,
): Promise<CheckpointSummary | null> {
  for (const method of ['rqvae', 'lloyd'] as const) {
    const name = nameOf(trainer.fingerprint, method);
    // A browser that stores nothing (a private window, a page without TLS) has no run of ours either.
    const file = await store.read(name).catch(() => null);
    // A first write that never came to its end leaves an empty file.
    if (!file || file.size === 0) continue;
    try {
      return summaryOf(await readCheckpoint(file, NAME), trainer);
    } catch (error) {
      await store.remove(name);
      throw error;
    }
  }
  return null;
}

/** Takes the run of this config up. Throws also `CHECKPOINT_GONE`, where another tab has finished it. */
export async function takeUpStored(
  trainer: Trainer,
  store: CheckpointStore,
  config: QuantizerConfig,
): Promise<CheckpointSummary> {
  const file = await store.read(nameOf(trainer.fingerprint, config.method));
  if (file) return takeUp(trainer, file, { name: NAME, config });
  throw new Problem(
    'CHECKPOINT_GONE',
    'The interrupted run is not there any more: another tab has finished or discarded it.',
    'Train from the start, or open a checkpoint file.',
  );
}

/** Forgets the stored run of this config's kind, and where the trainer's own stands. Throws `CHECKPOINT_STORAGE`. */
export async function discard(
  trainer: Trainer,
  store: CheckpointStore,
  { method }: QuantizerConfig,
): Promise<void> {
  trainer.forgetCheckpoint({ method });
  await store.remove(nameOf(trainer.fingerprint, method));
}
