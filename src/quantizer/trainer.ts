import type { Device } from '../compute/device';
import { fingerprintOf } from '../dataset/fingerprint';
import { rememberedVariant } from './assign-trial';
import type { TrainAttempt } from './attempt';
import { isLearned, type RunCheckpoint } from './checkpoint/types';
import type { QuantizerConfig } from './config';
import { KMeansTrainer } from './kmeans-trainer';
import type { AssignKernel } from './kernels/assign-codes';
import { LoadedShard } from './loaded-shard';
import { planRun, requireOk } from './plan';
import type { Plan, QuantizerRun, TrainProgress } from './results';
import { requireData } from './rqvae/checkpoint/match-checkpoint';
import type { CheckpointData } from './rqvae/checkpoint/types';
import { RqVaeTrainer } from './rqvae/rqvae-trainer';
import { requireSpread, type PreparedVectors } from './vectors';

export interface TrainOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: TrainProgress) => void) | undefined;
  /** Of learned runs: once it fires, the run stops at the end of the epoch in hand. */
  readonly pause?: AbortSignal | undefined;
  /** After every epoch of a learned run; else whenever a level is finished, or its state is read back. */
  readonly onCheckpoint?: ((checkpoint: RunCheckpoint) => void) | undefined;
}

/**
 * Trains residual quantizers on one shard, level by level. Finished levels are kept by what decided
 * them, so lowering L costs nothing, raising it trains the new level only, and a changed K
 * retrains that level and those below. Outlives its device: `use` gives it another.
 */
export class Trainer {
  readonly #shard: LoadedShard;
  readonly #kMeans = new KMeansTrainer();
  readonly #rqvae = new RqVaeTrainer();
  #device: Device;
  #assign: AssignKernel;
  #pairs: { readonly fingerprint: string; readonly rows: Uint32Array } | null = null;

  constructor(device: Device, assign: AssignKernel, vectors: Float32Array, dim: number) {
    this.#device = device;
    this.#assign = assign;
    this.#shard = new LoadedShard(vectors, dim);
  }

  /** Goes on with another device: after a loss, or by the user's choice. */
  use(device: Device, assign: AssignKernel): void {
    if (device.info.name !== this.#device.info.name) {
      this.#kMeans.clear();
      this.#rqvae.clear();
    }
    this.#device = device;
    this.#assign = assign;
  }

  /**
   * Pairs of related rows, [n][2], for contrastive configs, which name them by the fingerprint that
   * this returns. They replace those of before.
   */
  setPairs(pairs: Uint32Array): string {
    const { rows } = this.#shard;
    const beyond = pairs.find((row) => row >= rows);
    if (beyond !== undefined) throw new Error(`a pair with row ${beyond} of ${rows}`);
    const fingerprint = fingerprintOf(pairs, 2);
    this.#pairs = { fingerprint, rows: pairs };
    return fingerprint;
  }

  /** Those that the config names, if they are loaded. */
  #pairsOf({ rqvae: { contrastive } }: QuantizerConfig): Uint32Array | null {
    const pairs = this.#pairs;
    return pairs && pairs.fingerprint === contrastive?.pairs ? pairs.rows : null;
  }

  /**
   * Where a run of this config stands: a learned one after its last whole epoch, else with its finished
   * levels and the last state of the level in training. null for nowhere, or where another has run since.
   */
  checkpointOf(config: QuantizerConfig): RunCheckpoint | null {
    if (config.method === 'rqvae') return this.#rqvae.keptOf(config);
    const stand = config.method === 'fsq' ? null : this.#kMeans.standOf(config);
    return stand && { config, data: { ...this.#data, pairs: 0 }, ...stand };
  }

  /** Forgets where the last run of this config's kind stands. */
  forgetCheckpoint({ method }: Pick<QuantizerConfig, 'method'>): void {
    if (method === 'rqvae') this.#rqvae.takeUp(null);
    else this.#kMeans.forget();
  }

  /** Whether a checkpoint was computed by what would go on with it: then not a bit differs. */
  isOfThisMachine({ machine }: Pick<RunCheckpoint, 'machine'>): boolean {
    return rememberedVariant(this.#device, machine) !== null;
  }

  /**
   * Takes up the run of a checkpoint, called `file`: training its config goes on from there, on its pairs
   * where it has some. Throws `CHECKPOINT_DATA` where it is of other vectors.
   */
  takeUp(file: string, checkpoint: RunCheckpoint): void {
    requireData(file, checkpoint, this.#data);
    if (isLearned(checkpoint)) {
      this.#rqvae.takeUp(checkpoint);
      if (checkpoint.pairs) this.setPairs(checkpoint.pairs);
    } else {
      this.#kMeans.takeUp(checkpoint.config, checkpoint.levels, checkpoint.machine);
    }
  }

  /** Of the vectors as they were loaded. */
  get fingerprint(): string {
    return this.#shard.fingerprint;
  }

  get #data(): Omit<CheckpointData, 'pairs'> {
    const { fingerprint, rows, dim } = this.#shard;
    return { fingerprint, rows, dim };
  }

  /** Takes over a run that was finished on these vectors, so that training goes on from its levels. */
  adopt(run: Pick<QuantizerRun, 'config' | 'levels'>): void {
    if (run.config.method !== 'rqvae') this.#kMeans.adopt(run);
  }

  plan(config: QuantizerConfig): Plan {
    const { rows, dim } = this.#shard;
    const pairs = (this.#pairsOf(config)?.length ?? 0) / 2;
    const { opsPerSecond } = config.method === 'rqvae' ? this.#rqvae : this.#kMeans;
    const keptLevels = this.#keptLevels(config);
    return planRun({ rows, dim, pairs }, config, this.#device.info, { opsPerSecond, keptLevels });
  }

  #keptLevels(config: QuantizerConfig): number {
    if (config.method !== 'rqvae') return this.#kMeans.keptLevels(config);
    return this.#rqvae.has(config) ? config.codebookSizes.length : 0;
  }

  /** What every run on this shard has in common. */
  get facts(): Pick<QuantizerRun, 'n' | 'dim' | 'unavoidable'> {
    const { rows, dim, unavoidable } = this.#shard;
    return { n: rows, dim, unavoidable };
  }

  /** As `LoadedShard.prepare`. */
  prepare(...asked: Parameters<LoadedShard['prepare']>): Promise<PreparedVectors> {
    return this.#shard.prepare(...asked);
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
    const attempt = { device: this.#device, assign: this.#assign, vectors, signal, onProgress };
    const trained =
      config.method === 'rqvae'
        ? await this.#learn(config, attempt, options)
        : await this.#kMeans.train(config, { ...attempt, onState: this.#teller(config, options) });
    return {
      ...trained,
      config,
      ...this.facts,
      center: vectors.center,
      seconds: (performance.now() - started) / 1000,
    };
  }

  /** Tells of the checkpoint that the run has just come to. */
  #teller(config: QuantizerConfig, { onCheckpoint }: TrainOptions): (() => void) | undefined {
    if (!onCheckpoint) return undefined;
    return () => {
      const checkpoint = this.checkpointOf(config);
      if (checkpoint) onCheckpoint(checkpoint);
    };
  }

  async #learn(
    config: QuantizerConfig,
    attempt: TrainAttempt,
    { pause, onCheckpoint }: TrainOptions,
  ) {
    const pairs = this.#pairsOf(config);
    const asked = { ...attempt, data: this.#data, pairs, pause, onCheckpoint };
    const result = await this.#rqvae.train(config, asked);
    return { ...result, codewordDim: config.rqvae.latentDim };
  }
}
