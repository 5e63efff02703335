import { retrieverHandlers } from './retriever-handlers';
import { createCpuDevice } from '../compute/cpu/cpu-device';
import type { Device } from '../compute/device';
import { createWebGpuDevice } from '../compute/webgpu/webgpu-device';
import { evaluateBaseline } from '../retriever/baselines/evaluate-baseline';
import { methodName } from '../retriever/baselines/method-name';
import { baselineVectors } from './baseline-vectors';
import { decodeOn, traceOn } from './decode-retriever';
import { Problem, throwIfCancelled } from '../problem';
import { prepareKernels } from '../quantizer/all-kernels';
import { alternativeCodes } from '../quantizer/alternatives';
import {
  rememberedVariant,
  assignVariants,
  runAssignTrial,
  trialOf,
} from '../quantizer/assign-trial';
import { checkAgainstCpu } from '../quantizer/check-against-cpu';
import { encodeCheckpoint } from '../quantizer/checkpoint/encode-checkpoint';
import { checkEncode, encodeShard } from '../quantizer/encode/encode-shard';
import { readSaved } from '../quantizer/encode/read-saved';
import { assignRegister, type AssignKernel } from '../quantizer/kernels/assign-codes';
import { Pacer } from '../quantizer/pacer';
import { embeddingHitrate } from '../quantizer/hitrate/embedding-hitrate';
import { applyPolicy } from '../quantizer/policies/apply-policy';
import { breather } from '../quantizer/policies/breather';
import { readRun } from '../quantizer/read-run';
import { refitCodebooks } from '../quantizer/refit-codebooks';
import type { QuantizerRun } from '../quantizer/results';
import { Trainer } from '../quantizer/trainer';
import type { CheckpointStore } from './checkpoints/checkpoint-store';
import { discard, lookUp, takeUpStored } from './checkpoints/interrupted';
import { opfsStore } from './checkpoints/opfs-store';
import { takeUp } from './checkpoints/take-up';
import { trainKept } from './checkpoints/train-kept';
import type { EngineApi, EngineInfo, StartRequest, Tuning } from './protocol';

interface Started {
  readonly device: Device;
  readonly assign: AssignKernel;
  readonly info: EngineInfo;
}

/** The engine worker's side of `EngineApi`: one device, one shard, one job at a time. */
export function createEngineHandlers(
  store: CheckpointStore = opfsStore('checkpoints'),
  models: CheckpointStore = opfsStore('sequence-models'),
): EngineApi {
  let asked: StartRequest = { device: 'auto', tuning: null };
  let started: Started | null = null;
  let trainer: Trainer | null = null;
  let lastRun: QuantizerRun | null = null;
  /** Of the training called last, though it may still wait for its turn. */
  let pause = new AbortController();
  /** Jobs wait for one another: a new call first lets the cancelled one end. */
  let queue: Promise<unknown> = Promise.resolve();

  async function open(request: StartRequest): Promise<Started> {
    asked = request;
    started?.device.destroy();
    started = null;
    const opened = await startDevice(request);
    started = opened;
    trainer?.use(opened.device, opened.assign);
    return opened;
  }

  /** The device, opened again if the last one was lost. */
  async function current(): Promise<Started> {
    if (started) return started;
    return open({ ...asked, tuning: null });
  }

  function shard(): Trainer {
    if (trainer) return trainer;
    throw new Problem('NO_SHARD', 'No shard is loaded yet.', 'Open a file first.');
  }

  /** Runs jobs one after another; a lost device is forgotten, so that the next job opens anew. */
  function exclusive<T>(job: () => Promise<T>): Promise<T> {
    const run = queue.then(job).catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'GPU_LOST') started = null;
      throw error;
    });
    queue = run.catch(() => undefined);
    return run;
  }

  return {
    start: (request) => exclusive(async () => (await open(request)).info),

    ...retrieverHandlers(models, (job) => exclusive(async () => job(await current()))),

    load: ({ vectors, dim }) =>
      exclusive(async () => {
        const { device, assign } = await current();
        lastRun = null;
        trainer = new Trainer(device, assign, vectors, dim);
      }),

    unload: () =>
      exclusive(() => {
        lastRun = null;
        trainer = null;
        return Promise.resolve();
      }),

    loadPairs: ({ pairs }) => exclusive(() => Promise.resolve(shard().setPairs(pairs))),

    plan: (config) => Promise.resolve().then(() => shard().plan(config)),

    train: (config, { signal, onProgress } = {}) => {
      pause = new AbortController();
      const options = { signal, onProgress, pause: pause.signal };
      return exclusive(async () => {
        const { info } = await current();
        const run = await trainKept(shard(), store, config, options);
        lastRun = run;
        return { ...run, info };
      });
    },

    adopt: (run) =>
      exclusive(() => {
        shard().adopt(run);
        lastRun = run;
        return Promise.resolve();
      }),

    pause: () => {
      pause.abort();
      return Promise.resolve();
    },

    interruptedRun: () => exclusive(() => lookUp(shard(), store)),

    resumeInterrupted: (config) => exclusive(() => takeUpStored(shard(), store, config)),

    discardCheckpoint: (config) => exclusive(() => discard(shard(), store, config)),

    openCheckpoint: ({ file, config }) =>
      exclusive(() => takeUp(shard(), file, { name: file.name, config })),

    saveCheckpoint: (config) => {
      const checkpoint = trainer?.checkpointOf(config) ?? null;
      return Promise.resolve(checkpoint && encodeCheckpoint(checkpoint));
    },

    encode: ({ file, stated }, { signal, onProgress } = {}) =>
      exclusive(async () => {
        const { device, assign, info } = await current();
        const trainer = shard();
        const saved = await readSaved(file, stated, signal);
        checkEncode(saved, trainer.facts.dim);
        const vectors = await trainer.prepare(saved.config, signal, saved.center);
        const context = { device, assign, pacer: new Pacer(device, signal) };
        const run = await encodeShard(context, saved, vectors, trainer.facts, {
          signal,
          onProgress,
        });
        lastRun = run;
        return { ...run, info };
      }),

    decodeRetriever: (request, { signal, onProgress } = {}) =>
      exclusive(async () => {
        const { device, info } = await current();
        return decodeOn(device, info, request, { signal, onProgress });
      }),

    traceDecode: (request, { signal } = {}) =>
      exclusive(async () => traceOn((await current()).device, request, signal)),

    checkAgainstCpu: ({ maxRows }, { signal, onProgress } = {}) =>
      exclusive(async () => {
        if (!lastRun) throw new Problem('NO_RUN', 'Nothing is trained yet.', 'Train first.');
        const vectors = await shard().prepare(lastRun.config, signal, lastRun.center);
        return checkAgainstCpu(lastRun, vectors, {
          maxRows,
          signal,
          onLevel: (done, total) => onProgress?.({ phase: 'Checking levels', done, total }),
        });
      }),

    applyPolicy: (request, { signal, onProgress } = {}) =>
      exclusive(async () => {
        const { device, assign } = await current();
        const context = { device, assign, pacer: new Pacer(device, signal) };
        // Codes that were read without vectors have policies too.
        const prepare = async () => shard().prepare(request.config, signal, request.center);
        return applyPolicy(context, request, prepare, { signal, onProgress });
      }),

    alternativeCodes: (request, { signal, onProgress } = {}) =>
      exclusive(async () => {
        const { device, assign } = await current();
        const vectors = await shard().prepare(request.config, signal, request.center);
        const context = { device, assign, pacer: new Pacer(device, signal) };
        return alternativeCodes(context, request, vectors, { signal, onProgress });
      }),

    embeddingHitrate: ({ config, center, ...request }, { signal, onProgress } = {}) =>
      exclusive(async () => {
        const { device, assign } = await current();
        const vectors = await shard().prepare(config, signal, center);
        const context = { device, assign, pacer: new Pacer(device, signal) };
        const say = onProgress ?? (() => undefined);
        return embeddingHitrate(context, request, vectors, say, signal);
      }),

    readRun: (request, { signal } = {}) =>
      exclusive(async () => {
        const { info } = await current();
        const trainer = shard();
        const vectors = await trainer.prepare(request.config, signal);
        // Codewords are means of these codes, and no row need be nearest to its own: nothing to check.
        lastRun = null;
        return { ...readRun(request, vectors, trainer.facts), info };
      }),

    refitCodebooks: ({ config, sids }, { signal } = {}) =>
      exclusive(async () => refitCodebooks(await shard().prepare(config, signal), sids)),

    evaluateBaseline: ({ quantizer, ...request }, { signal, onProgress } = {}) =>
      exclusive(async () => {
        const { device, assign } = await current();
        const context = { device, assign, pacer: new Pacer(device, signal) };
        const vectors = baselineVectors(context, shard, quantizer, signal);
        const phase = methodName(request.method);
        const total = request.histories.starts.length - 1;
        onProgress?.({ phase, done: 0, total });
        const breathe = breather();
        return evaluateBaseline(device, request, vectors, async (done) => {
          await breathe();
          throwIfCancelled(signal);
          onProgress?.({ phase, done, total });
        });
      }),

    memory: () => Promise.resolve(started?.device.memory ?? { bytes: 0, buffers: 0 }),

    loseDevice: () => {
      started?.device.lose();
      return Promise.resolve();
    },
  };
}

async function startDevice(request: StartRequest): Promise<Started> {
  const { device: choice, tuning, quantizes = true } = request;
  if (choice === 'cpu') return cpu();
  const device = await createWebGpuDevice();
  if (!quantizes) return { device, assign: assignRegister, info: describe(device, null) };
  const remembered = rememberedVariant(device, tuning);
  const measured: Tuning | null = remembered ? tuning : await runAssignTrial(device);
  const assign =
    remembered ??
    assignVariants(device).find(({ name }) => name === measured?.variant) ??
    assignRegister;
  // Compiled ahead, so that the first run need not wait; it would report a failure itself.
  prepareKernels({ device, assign }, trialOf(device).dim).catch(() => undefined);
  return { device, assign, info: describe(device, measured) };
}

function cpu(): Started {
  const device = createCpuDevice();
  return { device, assign: assignRegister, info: describe(device, null) };
}

function describe({ info }: Device, tuning: Tuning | null): EngineInfo {
  const { kind, name, software, limits, features } = info;
  return { device: kind, adapter: name, software, limits, features, tuning };
}
