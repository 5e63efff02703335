import type { Device } from '../../src/compute/device';
import { buildTrie } from '../../src/sid/trie';
import { Pacer } from '../../src/quantizer/pacer';
import { decode } from '../../src/retriever/decode/decode';
import { batchMembers, epochBatches } from '../../src/retriever/samples/batches';
import { heldOutSamples, inputItems } from '../../src/retriever/samples/samples';
import { tokenBatch } from '../../src/retriever/samples/token-batch';
import { storedTime } from '../../src/retriever/t5/model/batch';
import { t5Parameters } from '../../src/retriever/t5/config';
import { Learner } from '../../src/retriever/train/learner';
import { prepareTraining } from '../../src/retriever/train/prepare';
import { leaveOneOut } from '../../src/retriever/split/leave-one-out';
import { median } from '../rounds/median';
import { noise } from '../rounds/noise';
import type { Ceiling } from '../rounds/rounds';
import { SIDS, histories, taskOf, type Task } from './data';
import { stepFlop } from './flop';

/** Long enough that one wait does not count on a fast GPU. */
const MIN_ROUND_MS = 200;
const MAX_STEPS = 512;

export interface T5StepResult {
  readonly items: number;
  readonly gflop: number;
  /** Medians over the rounds. */
  readonly ms: number;
  readonly ceilings: Readonly<Record<string, number>>;
}

/** Whole training steps of the tiny preset on batches of full length, interleaved with the ceilings. */
export async function measureT5Step(
  device: Device,
  ceilings: Readonly<Record<string, Ceiling>>,
  items: number,
  rounds: number,
): Promise<T5StepResult> {
  const task = taskOf(items);
  const { config, data } = task;
  await prepareTraining(device, config);
  const pacer = new Pacer(device);
  const run = { device, spend: (ops: number) => pacer.spend(ops) };
  const arena = device.arena('bench');
  const learner = new Learner(arena, config, data.vocabulary, device.info);
  learner.model.initialise(device, 1);
  const batch = fullBatch(task);
  const time = async (steps: number) => {
    const start = performance.now();
    for (let seed = 0; seed < steps; seed++) {
      await learner.step(run, [batch], { learningRate: 1e-4, seed });
    }
    return performance.now() - start;
  };
  await time(1);
  let steps = 1;
  for (let ms = await time(1); ms < MIN_ROUND_MS && steps < MAX_STEPS; ms = await time(steps)) {
    steps *= 2;
  }
  const found = new Map(Object.keys(ceilings).map((name) => [name, [0].slice(1)]));
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(ceilings)) found.get(name)?.push(await measure());
    times.push((await time(steps)) / steps);
  }
  arena.dispose();
  const flop = stepFlop(learner.model.config, {
    batch: batch.size,
    inputTime: storedTime(batch.time),
    labelTime: storedTime(SIDS.codes.length),
  });
  return {
    ...{ items, gflop: flop / 1e9, ms: median(times) },
    ceilings: Object.fromEntries([...found].map(([name, values]) => [name, median(values)])),
  };
}

/** A batch of the longest histories, none of which is padded. */
function fullBatch({ config, data: { vocabulary, sids, training } }: Task) {
  const { maxItems, batchSize, seed } = config;
  const batches = epochBatches(training, { batchSize, seed, epoch: 0 });
  const isFull = (sample: number) => inputItems(training, sample) === maxItems;
  const members = batchMembers(batches, 0).length;
  return tokenBatch(vocabulary, sids, training, batches.order.filter(isFull).slice(0, members));
}

export interface T5DecodeResult {
  readonly items: number;
  readonly beam: number;
  readonly users: number;
  readonly seconds: number;
}

/** Decodes a next item for every user, with random weights over a catalogue's SIDs. */
export async function measureT5Decode(
  device: Device,
  items: number,
  beam: number,
): Promise<T5DecodeResult> {
  const { config, data } = taskOf(items);
  const model = { ...config.model, vocabSize: data.vocabulary.size };
  const values = noise();
  const weights = new Map(
    t5Parameters(model).map(({ name, shape }) => {
      const length = shape.reduce((product, size) => product * size, 1);
      return [name, name.includes('norm') ? new Float32Array(length).fill(1) : values(length)];
    }),
  );
  const samples = heldOutSamples(leaveOneOut(histories(items)), 'test', items);
  const catalogue = { sids: SIDS, trie: buildTrie(SIDS) };
  const pacer = new Pacer(device);
  const run = { device, spend: (ops: number) => pacer.spend(ops) };
  const decoding = { config: model, weights, vocabulary: data.vocabulary };
  const options = { beam, doubling: false, constrained: true };
  let users = 0;
  const start = performance.now();
  await decode(run, decoding, catalogue, samples, options, () => (users += 1));
  return { items, beam, users, seconds: (performance.now() - start) / 1000 };
}
