import type { Device } from '../compute/device';
import { fingerprintOf } from '../dataset/fingerprint';
import { duplicateVectors } from '../sid/duplicates';
import type { JobContext } from './assign';
import { allKernels } from './all-kernels';
import { rememberedVariant } from './assign-trial';
import { nearestReport } from './balanced/nearest-report';
import { beamOf, reencode } from './beam/reencode';
import type { QuantizerConfig } from './config';
import type { FitState } from './fit';
import { fsqCodebooks } from './fsq/fsq-codebooks';
import type { AssignKernel } from './kernels/assign-codes';
import { LevelCache, levelKeys, type TrainedLevel } from './level-cache';
import { OPQ_STAGES, RotationTrainer } from './opq/rotation-trainer';
import { Pacer } from './pacer';
import { planRun, requireOk } from './plan';
import { ProgressReporter, runOps, stageOf } from './progress';
import type { LevelResult, Plan, QuantizerRun, TrainProgress } from './results';
import { requireData } from './rqvae/checkpoint/match-checkpoint';
import type { Checkpoint, CheckpointData } from './rqvae/checkpoint/types';
import { RqVaeTrainer } from './rqvae/rqvae-trainer';
import { trainLevel, type GivenLevel } from './train-level';
import { uploadShard } from './upload-shard';
import { prepareVectors, requireSpread, type PreparedVectors, type Preparation } from './vectors';

export interface TrainOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: TrainProgress) => void) | undefined;
  /** Of learned runs: once it fires, the run stops at the end of the epoch in hand. */
  readonly pause?: AbortSignal | undefined;
  /** Of learned runs, after every epoch. */
  readonly onCheckpoint?: ((checkpoint: Checkpoint) => void) | undefined;
}

/** Where a level stands: enough to go on after a cancel or a lost device. */
interface LevelCheckpoint {
  readonly key: string;
  readonly state: FitState;
}

/** The shard as last prepared. */
interface Prepared {
  readonly preparation: Preparation;
  readonly vectors: PreparedVectors;
}

/** Whether the vectors are prepared as asked. A saved mean may be the shard's own. */
function isPrepared({ preparation, vectors }: Prepared, { center, normalize }: Preparation) {
  if (preparation.normalize !== normalize) return false;
  if (typeof center === 'boolean') return preparation.center === center;
  return center.every((x, d) => x === vectors.center?.[d]);
}

/**
 * Trains residual quantizers on one shard, level by level. Finished levels are kept by what decided
 * them, so lowering L costs nothing, raising it trains the new level only, and a changed K
 * retrains that level and those below. Outlives its device: `use` gives it another.
 */
export class Trainer {
  readonly #vectors: Float32Array;
  readonly #rows: number;
  readonly #dim: number;
  readonly #cache = new LevelCache();
  readonly #rqvae = new RqVaeTrainer();
  readonly #rotation = new RotationTrainer();
  readonly #unavoidable: QuantizerRun['unavoidable'];
  #device: Device;
  #assign: AssignKernel;
  #pairs: { readonly fingerprint: string; readonly rows: Uint32Array } | null = null;
  #prepared: Prepared | null = null;
  #checkpoint: LevelCheckpoint | null = null;
  #fingerprint: string | null = null;
  #opsPerSecond: number | null = null;

  constructor(device: Device, assign: AssignKernel, vectors: Float32Array, dim: number) {
    this.#device = device;
    this.#assign = assign;
    this.#vectors = vectors;
    this.#dim = dim;
    this.#rows = vectors.length / dim;
    this.#unavoidable = duplicateVectors(vectors, dim);
  }

  /** Goes on with another device: after a loss, or by the user's choice. */
  use(device: Device, assign: AssignKernel): void {
    if (device.info.name !== this.#device.info.name) {
      this.#cache.clear();
      this.#rqvae.clear();
      this.#rotation.clear();
      this.#checkpoint = null;
      this.#opsPerSecond = null;
    }
    this.#device = device;
    this.#assign = assign;
  }

  /**
   * Pairs of related rows, [n][2], for contrastive configs, which name them by the fingerprint that
   * this returns. They replace those of before.
   */
  setPairs(pairs: Uint32Array): string {
    const beyond = pairs.find((row) => row >= this.#rows);
    if (beyond !== undefined) throw new Error(`a pair with row ${beyond} of ${this.#rows}`);
    const fingerprint = fingerprintOf(pairs, 2);
    this.#pairs = { fingerprint, rows: pairs };
    return fingerprint;
  }

  /** Those that the config names, if they are loaded. */
  #pairsOf({ rqvae: { contrastive } }: QuantizerConfig): Uint32Array | null {
    const pairs = this.#pairs;
    return pairs && pairs.fingerprint === contrastive?.pairs ? pairs.rows : null;
  }

  /** The last learned run after its last whole epoch; null for none. */
  get checkpoint(): Checkpoint | null {
    return this.#rqvae.kept;
  }

  /** The same, if it is a run of this config. */
  checkpointOf(config: QuantizerConfig): Checkpoint | null {
    return this.#rqvae.keptOf(config);
  }

  /** Forgets where the last learned run stands: its config trains from the start. */
  forgetCheckpoint(): void {
    this.#rqvae.takeUp(null);
  }

  /** Whether a checkpoint was computed by what would go on with it: then not a bit differs. */
  isOfThisMachine({ machine }: Checkpoint): boolean {
    return rememberedVariant(this.#device, machine) !== null;
  }

  /**
   * Takes up the run of a checkpoint, called `file`: training its config goes on from there. Throws
   * `CHECKPOINT_DATA` where it is of other vectors.
   */
  takeUp(file: string, checkpoint: Checkpoint): void {
    requireData(file, checkpoint, this.#data);
    this.#rqvae.takeUp(checkpoint);
  }

  /** Of the vectors as they were loaded. */
  get fingerprint(): string {
    this.#fingerprint ??= fingerprintOf(this.#vectors, this.#dim);
    return this.#fingerprint;
  }

  get #data(): Omit<CheckpointData, 'pairs'> {
    return { fingerprint: this.fingerprint, rows: this.#rows, dim: this.#dim };
  }

  plan(config: QuantizerConfig): Plan {
    const pairs = (this.#pairsOf(config)?.length ?? 0) / 2;
    const shape = { rows: this.#rows, dim: this.#dim, pairs };
    if (config.method === 'rqvae') {
      const { opsPerSecond } = this.#rqvae;
      const keptLevels = this.#rqvae.has(config) ? config.codebookSizes.length : 0;
      return planRun(shape, config, this.#device.info, { opsPerSecond, keptLevels });
    }
    const keys = levelKeys(config);
    const untrained = keys.findIndex((key) => !this.#cache.has(key));
    return planRun(shape, config, this.#device.info, {
      opsPerSecond: this.#opsPerSecond,
      keptLevels: untrained === -1 ? keys.length : untrained,
    });
  }

  /** What every run on this shard has in common. */
  get facts(): Pick<QuantizerRun, 'n' | 'dim' | 'unavoidable'> {
    return { n: this.#rows, dim: this.#dim, unavoidable: this.#unavoidable };
  }

  /**
   * The vectors as this config quantizes them. `saved` is the mean that a run subtracted, where it
   * is not the shard's own. Throws `CANCELLED`.
   */
  async prepare(
    { center, normalize }: Pick<QuantizerConfig, 'center' | 'normalize'>,
    signal?: AbortSignal,
    saved: Float32Array | null = null,
  ): Promise<PreparedVectors> {
    const preparation = { center: center && saved ? saved : center, normalize };
    if (this.#prepared && isPrepared(this.#prepared, preparation)) return this.#prepared.vectors;
    const vectors = await prepareVectors(this.#vectors, this.#dim, preparation, signal);
    this.#prepared = { preparation, vectors };
    return vectors;
  }

  /**
   * Throws the plan's problem, `VEC_IDENTICAL`, `CANCELLED`, `PAUSED`, `GPU_LOST`, `GPU_MEMORY`; finished
   * levels and epochs stay.
   */
  async train(config: QuantizerConfig, options: TrainOptions = {}): Promise<QuantizerRun> {
    const { signal, onProgress } = options;
    const started = performance.now();
    requireOk(this.plan(config));
    const vectors = await this.prepare(config, signal);
    requireSpread(vectors);
    const trained =
      config.method === 'rqvae'
        ? await this.#learn(config, vectors, options)
        : await this.#kMeans(config, vectors, signal, onProgress);
    return {
      ...trained,
      config,
      n: this.#rows,
      dim: this.#dim,
      center: vectors.center,
      unavoidable: this.#unavoidable,
      seconds: (performance.now() - started) / 1000,
    };
  }

  async #learn(
    config: QuantizerConfig,
    vectors: PreparedVectors,
    { signal, onProgress, pause, onCheckpoint }: TrainOptions,
  ) {
    const result = await this.#rqvae.train(config, {
      ...{ device: this.#device, assign: this.#assign, vectors, data: this.#data },
      pairs: this.#pairsOf(config),
      ...{ signal, onProgress, pause, onCheckpoint },
    });
    return { ...result, codewordDim: config.rqvae.latentDim };
  }

  async #kMeans(
    config: QuantizerConfig,
    vectors: PreparedVectors,
    signal: AbortSignal | undefined,
    onProgress: TrainOptions['onProgress'],
  ) {
    const trained =
      config.method === 'opq'
        ? await this.#rotated(config, vectors, signal, onProgress)
        : await this.#levels(config, vectors, signal, onProgress);
    const greedy = trained.map(({ result }) => result);
    const beam = beamOf(config);
    const levels =
      beam > 1 ? await this.#search(config, vectors, greedy, signal, onProgress) : greedy;
    const reconstruction = levels.at(-1)?.residualEnergy ?? 1;
    const run = { levels, reconstruction, learned: null, codewordDim: this.#dim };
    if (config.method !== 'balanced') return run;
    const pacer = new Pacer(this.#device, signal);
    const context: JobContext = { device: this.#device, assign: this.#assign, pacer };
    await Promise.all(allKernels(this.#assign).map((kernel) => this.#device.prepare(kernel)));
    return { ...run, nearest: await nearestReport(context, vectors, levels, signal) };
  }

  /** OPQ: the levels of PQ, kept as such, then their rotation, then all rows encoded. */
  async #rotated(
    config: QuantizerConfig,
    vectors: PreparedVectors,
    signal: AbortSignal | undefined,
    onProgress: TrainOptions['onProgress'],
  ): Promise<TrainedLevel[]> {
    if (levelKeys(config).every((key) => this.#cache.has(key))) {
      return this.#levels(config, vectors, signal, onProgress);
    }
    const product = await this.#levels(
      { ...config, method: 'pq' },
      vectors,
      signal,
      stageOf(onProgress, 0, OPQ_STAGES.product),
    );
    const given = await this.#rotation.turn(config, {
      ...{ device: this.#device, assign: this.#assign, vectors, signal },
      levels: product.map(({ result }) => result),
      onProgress: stageOf(onProgress, OPQ_STAGES.product, OPQ_STAGES.rotation),
    });
    const encoding = stageOf(onProgress, OPQ_STAGES.rotation, 1);
    return this.#levels(config, vectors, signal, encoding, given);
  }

  /** The levels with the codes of a beam search; the greedy ones stay in the cache. */
  async #search(
    config: QuantizerConfig,
    vectors: PreparedVectors,
    greedy: readonly LevelResult[],
    signal: AbortSignal | undefined,
    onProgress: TrainOptions['onProgress'],
  ): Promise<LevelResult[]> {
    const { length } = greedy;
    const progress = new ProgressReporter(this.#rows, length, config.iterations, onProgress);
    progress.set({ phase: 'Searching beams', level: length });
    const pacer = new Pacer(this.#device, signal);
    const context: JobContext = { device: this.#device, assign: this.#assign, pacer };
    await Promise.all(allKernels(this.#assign).map((kernel) => this.#device.prepare(kernel)));
    return reencode(context, vectors, greedy, beamOf(config), {
      signal,
      onProgress: (rows) => {
        progress.tick(rows);
      },
    });
  }

  async #levels(
    config: QuantizerConfig,
    vectors: PreparedVectors,
    signal: AbortSignal | undefined,
    onProgress: TrainOptions['onProgress'],
    rotated: readonly GivenLevel[] | null = null,
  ): Promise<TrainedLevel[]> {
    const keys = levelKeys(config);
    const done: TrainedLevel[] = [];
    for (const key of keys) {
      const kept = this.#cache.get(key);
      if (!kept) break;
      done.push({ ...kept, result: { ...kept.result, reused: true } });
    }
    if (done.length === keys.length) return done;

    const ops = runOps(this.#rows, this.#dim, config.codebookSizes.slice(done.length), config);
    const progress = new ProgressReporter(ops, keys.length, config.iterations, onProgress);
    const pacer = new Pacer(this.#device, signal, (spent) => {
      progress.tick(spent);
    });
    const context: JobContext = { device: this.#device, assign: this.#assign, pacer };
    progress.set({ phase: 'Compiling kernels', level: done.length + 1 });
    progress.tick(0);
    await Promise.all(allKernels(this.#assign).map((kernel) => this.#device.prepare(kernel)));

    const started = performance.now();
    const arena = this.#device.arena('shard');
    try {
      const given = rotated ?? (await fixedLevels(context, config, vectors, progress));
      const shard = await uploadShard(context, arena, vectors, done);
      for (const key of keys.slice(done.length)) {
        const level = await trainLevel({
          context,
          config,
          dim: this.#dim,
          level: done.length,
          ...shard,
          energy: vectors.energy,
          given: given?.[done.length] ?? null,
          previous: done.at(-1)?.prefixes ?? null,
          resume: this.#checkpoint?.key === key ? this.#checkpoint.state : null,
          progress,
          onState: (state) => {
            this.#checkpoint = { key, state };
          },
        });
        this.#checkpoint = null;
        this.#cache.set(key, level);
        done.push(level);
        progress.finish(level.result);
      }
      this.#opsPerSecond = (pacer.spent / (performance.now() - started)) * 1000;
      return done;
    } finally {
      arena.dispose();
    }
  }
}

/** Levels of a method that trains none; null for the others. */
async function fixedLevels(
  context: JobContext,
  { method, codebookSizes }: QuantizerConfig,
  vectors: PreparedVectors,
  progress: ProgressReporter,
): Promise<GivenLevel[] | null> {
  if (method !== 'fsq') return null;
  progress.set({ phase: 'Finding principal axes' });
  const codebooks = await fsqCodebooks(context, vectors, codebookSizes);
  return codebooks.map((codewords) => ({ codewords, history: [] }));
}
