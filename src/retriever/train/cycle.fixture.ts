import { createCpuDevice } from '../../compute/cpu/cpu-device';
import type { Device } from '../../compute/device';
import type { Sids } from '../../sid/types';
import { t5Preset } from '../t5/config';
import type { Histories } from '../split/histories';
import { DEFAULT_RETRIEVER, type RetrieverConfig } from './config';
import { trainRetriever, type RetrieverJob } from './train-retriever';
import { trainingData } from './training-data';

const ITEMS = 6;

/** Six items, two levels. */
export const SIDS: Sids = {
  rows: ITEMS,
  codebookSizes: [3, 2],
  codes: [Uint32Array.of(0, 0, 1, 1, 2, 2), Uint32Array.of(0, 1, 0, 1, 0, 1)],
};

/** Users who walk round the items: what comes next is certain. */
export function cycleHistories(users: number): Histories {
  const lengths = Array.from({ length: users }, (_, user) => 4 + (user % 4));
  const starts = Uint32Array.from([0, ...lengths]);
  for (let user = 0; user < users; user++) starts[user + 1]! += starts[user]!;
  const rows = lengths.flatMap((length, user) =>
    Array.from({ length }, (_, i) => (user + i) % ITEMS),
  );
  return { starts, rows: Uint32Array.from(rows) };
}

/** A model small enough for the CPU device. */
export const SMALL: RetrieverConfig = {
  ...DEFAULT_RETRIEVER,
  model: {
    ...t5Preset('tiny', 0),
    ...{ dModel: 16, dKv: 8, numHeads: 2, dFf: 24, numLayers: 1, numDecoderLayers: 1 },
  },
  ...{ maxItems: 3, epochs: 3, batchSize: 8, accumulate: 2, learningRate: 0.01 },
};

export const cycleData = (config: RetrieverConfig, users: number) =>
  trainingData(cycleHistories(users), SIDS, config);

export function train(
  config: RetrieverConfig,
  job: Partial<Pick<RetrieverJob, 'resume' | 'onState' | 'onProgress' | 'run'>> = {},
  device: Device = createCpuDevice(),
  users = 12,
) {
  return trainRetriever({
    run: { device, spend: () => Promise.resolve() },
    config,
    data: cycleData(config, users),
    resume: null,
    onProgress: () => undefined,
    onState: () => undefined,
    ...job,
  });
}
