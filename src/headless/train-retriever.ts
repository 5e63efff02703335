import { t5Preset } from '../retriever/t5/config';
import { retrieverSafetensors } from '../retriever/t5/model-file';
import { DEFAULT_RETRIEVER, type RetrieverConfig } from '../retriever/train/config';
import { retrieverMetricsJson } from '../retriever/train/metrics';
import { createDataClient } from '../worker/data-client';
import { createEngineClient } from '../worker/engine-client';
import type {
  EngineApi,
  MeasuredPlan,
  RetrieverProgress,
  RetrieverRequest,
  RetrieverResult,
} from '../worker/protocol';
import { CheckpointPost } from './checkpoint';
import { dueCheckpoints } from './due-checkpoints';
import type { Say } from './lines';
import { post } from './outputs';
import type { TrainRetrieverRequest } from './request';

interface ChosenFiles {
  readonly codes: File;
  readonly histories: File;
  /** Of a run to go on with. */
  readonly checkpoint: File | null;
}

/**
 * Trains a sequence model on the histories of the coded items, and posts it and its losses to `folder`.
 * Returns a summary in words. Throws the Problems of the two workers.
 */
export async function trainRetriever(
  files: ChosenFiles,
  { device, preset, model, config: asked, checkpoint }: TrainRetrieverRequest,
  folder: string,
  say: Say,
): Promise<string> {
  const data = createDataClient();
  const engine = createEngineClient();
  say(`Opening ${files.codes.name} and ${files.histories.name}`);
  const { sids } = await data.openCodes({ files: [files.codes] });
  const { starts, rows } = await data.openHistories(files.histories);
  const config: RetrieverConfig = {
    ...DEFAULT_RETRIEVER,
    ...asked,
    model: { ...t5Preset(preset, 0), ...model },
  };
  say('Starting the engine');
  await engine.start({ device, tuning: null, quantizes: false });
  const request = { histories: { starts, rows }, sids, config };
  const plan = await engine.planRetriever(request);
  say(planLine(plan, config));
  const goneOn = files.checkpoint ? await goOn(engine, files.checkpoint, request) : '';
  const keeper = checkpoint
    ? new CheckpointPost(() => engine.saveRetrieverCheckpoint(), folder, say)
    : null;
  const isDue = dueCheckpoints();
  const result = await engine.trainRetriever(request, {
    onProgress: (progress) => {
      say(progressLine(progress));
      if (isDue(progress)) keeper?.send();
    },
  });
  // The end as well: the same command then has nothing left to train.
  keeper?.send();
  await keeper?.settled();
  await post(folder, 'model.safetensors', retrieverSafetensors(result));
  await post(folder, 'metrics.json', retrieverMetricsJson({ ...result, training: config }));
  return `${summaryOf(result, plan)}${goneOn}`;
}

/** Has the engine go on from a checkpoint of this request. Returns where it stands, in words. */
async function goOn(engine: EngineApi, file: File, request: RetrieverRequest): Promise<string> {
  const { step, adapter, isSameMachine } = await engine.openRetrieverCheckpoint({
    ...request,
    file,
  });
  const warning = isSameMachine ? '' : ` of ${adapter}, so that the last bits may differ`;
  return `; gone on from step ${step}${warning}`;
}

function planLine(plan: MeasuredPlan, { epochs }: RetrieverConfig): string {
  const seconds = Math.ceil(plan.secondsPerEpoch * epochs);
  return `${sizeOf(plan)}; ${plan.steps} steps, about ${seconds} s`;
}

function sizeOf({ parameters, bytes, samples }: Omit<MeasuredPlan, 'secondsPerEpoch'>): string {
  const mib = Math.ceil(bytes / 2 ** 20);
  return `${parameters.toLocaleString('en-US')} parameters, ${mib} MiB, ${samples} samples`;
}

function progressLine(progress: RetrieverProgress): string {
  const { step, steps, epoch, epochs, loss, history, etaSeconds } = progress;
  const validation = history.at(-1)?.validation;
  const known = validation === undefined ? '' : `, validation ${validation.toFixed(3)}`;
  const eta = etaSeconds === null ? '' : `, ~${Math.ceil(etaSeconds)} s left`;
  return `Epoch ${epoch}/${epochs}, step ${step}/${steps}, loss ${loss.toFixed(3)}${known}${eta}`;
}

function summaryOf({ history, seconds, info, plan }: RetrieverResult, planned: MeasuredPlan) {
  const first = history.epochs[0];
  const last = history.epochs.at(-1);
  const fall = (kind: 'training' | 'validation') =>
    `${kind} loss ${first?.[kind].toFixed(3)} -> ${last?.[kind].toFixed(3)}`;
  const losses = `${fall('training')}, ${fall('validation')}`;
  const unknown = planned.unknown > 0 ? `, ${planned.unknown} interactions of unknown items` : '';
  return `${sizeOf(plan)}${unknown}; ${losses}; ${seconds.toFixed(1)} s on ${info.adapter}`;
}
