import { decodeRetrieverCheckpoint } from '../../retriever/train/checkpoint/decode-checkpoint';
import { encodeRetrieverCheckpoint } from '../../retriever/train/checkpoint/encode-checkpoint';
import { isOfTraining } from '../../retriever/train/checkpoint/match-checkpoint';
import { retrieverData } from '../../retriever/train/checkpoint/retriever-data';
import type { RetrieverCheckpoint, RetrieverData } from '../../retriever/train/checkpoint/types';
import type { RetrieverRequest, RetrieverTrainer } from '../../retriever/train/retriever-trainer';
import type { RetrieverProgress } from '../../retriever/train/train-retriever';
import type { RetrieverMessage } from '../protocol';
import { CheckpointKeeper, type CheckpointFiles } from './checkpoint-keeper';
import type { CheckpointStore } from './checkpoint-store';

const NAME = 'The checkpoint that the browser kept';

interface KeptTraining {
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (message: RetrieverMessage) => void;
}

type Data = Pick<RetrieverRequest, 'histories' | 'sids'>;

/** One for the same histories and SIDs: that of the model that was trained on them last. */
const nameOf = ({ histories, sids }: RetrieverData) => `${histories}-${sids}.safetensors`;

const RETRIEVER_FILES: CheckpointFiles<RetrieverCheckpoint, Pick<RetrieverCheckpoint, 'data'>> = {
  nameOf: ({ data }) => nameOf(data),
  encode: encodeRetrieverCheckpoint,
};

/**
 * What is kept of a training on these histories and SIDs; null for nothing. A file that cannot be read is
 * removed, and so told once. Throws `CHECKPOINT_FORMAT`, `CHECKPOINT_SHAPE`.
 */
export async function keptRetriever(
  store: CheckpointStore,
  { histories, sids }: Data,
): Promise<RetrieverCheckpoint | null> {
  const name = nameOf(retrieverData(histories, sids));
  // A browser that stores nothing has no run of ours either.
  const file = await store.read(name).catch(() => null);
  // A first write that never came to its end leaves an empty file.
  if (!file || file.size === 0) return null;
  try {
    return decodeRetrieverCheckpoint(NAME, new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    await store.remove(name);
    throw error;
  }
}

/** Forgets it, and where the trainer's own stands. Throws `CHECKPOINT_STORAGE`. */
export async function discardRetriever(
  trainer: RetrieverTrainer,
  store: CheckpointStore,
  { histories, sids }: Data,
): Promise<void> {
  trainer.forgetCheckpoint();
  await store.remove(nameOf(retrieverData(histories, sids)));
}

/**
 * Trains, goes on where the store has a training of this very request, and keeps its checkpoints there:
 * now and then, when it stops, and at its end. Throws what `RetrieverTrainer.train` throws, never a
 * problem of the storage.
 */
export async function trainRetrieverKept(
  run: Parameters<RetrieverTrainer['train']>[0],
  trainer: RetrieverTrainer,
  store: CheckpointStore,
  request: RetrieverRequest,
  { signal, onProgress }: KeptTraining,
): ReturnType<RetrieverTrainer['train']> {
  await takeUpKept(trainer, store, request);
  let last: RetrieverProgress | null = null;
  const keeper = new CheckpointKeeper(store, RETRIEVER_FILES, (checkpointProblem) => {
    if (last) onProgress({ ...last, checkpointProblem });
  });
  try {
    return await trainer.train(run, request, {
      signal,
      onProgress: (progress) => {
        last = progress;
        onProgress(progress);
      },
      onCheckpoint: (checkpoint) => keeper.offer(checkpoint),
    });
  } finally {
    await keeper.flush();
  }
}

/** What was trained in this worker stands at least as far as what is stored of it. */
async function takeUpKept(
  trainer: RetrieverTrainer,
  store: CheckpointStore,
  request: RetrieverRequest,
): Promise<void> {
  const asked = {
    config: request.config,
    data: retrieverData(request.histories, request.sids),
  };
  if (trainer.checkpoint && isOfTraining(trainer.checkpoint, asked)) return;
  // One that cannot be read is removed: the run starts from its start.
  const kept = await keptRetriever(store, request).catch(() => null);
  if (kept && isOfTraining(kept, asked)) trainer.takeUp(NAME, kept, request);
}
