import { Problem } from '../../problem';
import type { Trainer } from '../../quantizer/trainer';
import type { CheckpointSummary } from '../protocol';
import { nameOf } from './checkpoint-keeper';
import type { CheckpointStore } from './checkpoint-store';
import { readCheckpoint, summaryOf, takeUp } from './take-up';

const NAME = 'The checkpoint that the browser kept';

/**
 * The run that was interrupted on the trainer's shard; null for none. Changes nothing, except that a file
 * that cannot be read is removed, and so told once. Throws `CHECKPOINT_FORMAT`, `CHECKPOINT_SHAPE`.
 */
export async function lookUp(
  trainer: Trainer,
  store: CheckpointStore,
): Promise<CheckpointSummary | null> {
  const name = nameOf(trainer.fingerprint);
  // A browser that stores nothing (a private window, a page without TLS) has no run of ours either.
  const file = await store.read(name).catch(() => null);
  // A first write that never came to its end leaves an empty file.
  if (!file || file.size === 0) return null;
  try {
    return summaryOf(await readCheckpoint(file, NAME), trainer);
  } catch (error) {
    await store.remove(name);
    throw error;
  }
}

/** Takes that run up. Throws also `CHECKPOINT_GONE`, where another tab has finished it. */
export async function takeUpStored(
  trainer: Trainer,
  store: CheckpointStore,
): Promise<CheckpointSummary> {
  const file = await store.read(nameOf(trainer.fingerprint));
  if (file) return takeUp(trainer, file, { name: NAME, config: null });
  throw new Problem(
    'CHECKPOINT_GONE',
    'The interrupted run is not there any more: another tab has finished or discarded it.',
    'Train from the start, or open a checkpoint file.',
  );
}

/** Forgets the stored run, and where the trainer's own stands. Throws `CHECKPOINT_STORAGE`. */
export async function discard(trainer: Trainer, store: CheckpointStore): Promise<void> {
  trainer.forgetCheckpoint();
  await store.remove(nameOf(trainer.fingerprint));
}
