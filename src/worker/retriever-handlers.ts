import type { Device } from '../compute/device';
import { Pacer } from '../quantizer/pacer';
import { decodeRetrieverCheckpoint } from '../retriever/train/checkpoint/decode-checkpoint';
import { encodeRetrieverCheckpoint } from '../retriever/train/checkpoint/encode-checkpoint';
import { discardRetriever, keptRetriever, trainRetrieverKept } from './checkpoints/retriever-kept';
import type { CheckpointStore } from './checkpoints/checkpoint-store';
import { RetrieverTrainer } from '../retriever/train/retriever-trainer';
import type { RetrieverCheckpoint } from '../retriever/train/checkpoint/types';
import type { EngineApi, EngineInfo, RetrieverSummary } from './protocol';

interface Engine {
  readonly device: Device;
  readonly info: EngineInfo;
}

/** The engine's calls for sequence models. `exclusive` runs a job on its device, one at a time. */
export function retrieverHandlers(
  store: CheckpointStore,
  exclusive: <T>(job: (engine: Engine) => Promise<T>) => Promise<T>,
): Pick<
  EngineApi,
  | 'planRetriever'
  | 'trainRetriever'
  | 'keptRetriever'
  | 'discardRetriever'
  | 'openRetrieverCheckpoint'
  | 'saveRetrieverCheckpoint'
> {
  const trainer = new RetrieverTrainer();
  return {
    planRetriever: (request, { signal } = {}) =>
      exclusive(({ device }) => trainer.plan(paced(device, signal), request)),

    trainRetriever: ({ keep = false, ...request }, { signal, onProgress = () => undefined } = {}) =>
      exclusive(async ({ device, info }) => {
        const started = performance.now();
        const run = paced(device, signal);
        const trained = keep
          ? await trainRetrieverKept(run, trainer, store, request, { signal, onProgress })
          : await trainer.train(run, request, { signal, onProgress });
        return { ...trained, seconds: (performance.now() - started) / 1000, info };
      }),

    keptRetriever: (request) =>
      exclusive(async ({ info }) => {
        const kept = await keptRetriever(store, request);
        return kept && retrieverSummary(kept, info);
      }),

    discardRetriever: (request) => exclusive(() => discardRetriever(trainer, store, request)),

    openRetrieverCheckpoint: ({ file, ...request }) =>
      exclusive(async ({ info }) => {
        const bytes = new Uint8Array(await file.arrayBuffer());
        const checkpoint = decodeRetrieverCheckpoint(file.name, bytes);
        trainer.takeUp(file.name, checkpoint, request);
        return retrieverSummary(checkpoint, info);
      }),

    saveRetrieverCheckpoint: () =>
      Promise.resolve(trainer.checkpoint && encodeRetrieverCheckpoint(trainer.checkpoint)),
  };
}

/** The device as layers know it, its work in slices between which a cancel is honoured. */
function paced(device: Device, signal: AbortSignal | undefined) {
  const pacer = new Pacer(device, signal);
  return { device, spend: (ops: number) => pacer.spend(ops) };
}

function retrieverSummary(
  { config, adapter, state }: RetrieverCheckpoint,
  info: EngineInfo,
): RetrieverSummary {
  const { step, history } = state;
  return { config, step, history, adapter, isSameMachine: adapter === info.adapter };
}
