import type { Device } from '../compute/device';
import { fingerprintOf } from '../dataset/fingerprint';
import { rememberedVariant } from './assign-trial';
import type { TrainAttempt } from './attempt';
import type { QuantizerConfig } from './config';
import { KMeansTrainer } from './kmeans-trainer';
import type { AssignKernel } from './kernels/assign-codes';
import { LoadedShard } from './loaded-shard';
import { planRun, requireOk } from './plan';
import type { Plan, QuantizerRun, TrainProgress } from './results';
import { requireData } from './rqvae/checkpoint/match-checkpoint';
import type { Checkpoint, CheckpointData } from './rqvae/checkpoint/types';
import { RqVaeTrainer } from './rqvae/rqvae-trainer';
import { requireSpread, type PreparedVectors } from './vectors';

export interface TrainOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: TrainProgress) => void) | undefined;
  /** Of learned runs: once it fires, the run stops at the end of the epoch in hand. */
  readonly pause?: AbortSignal | undefined;
  /** Of learned runs, after every epoch. */
  readonly onCheckpoint?: ((checkpoint: Checkpoint) => void) | undefined;
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
    return this.#shard.fingerprint;
  }

  get #data(): Omit<CheckpointData, 'pairs'> {
    const { fingerprint, rows, dim } = this.#shard;
    return { fingerprint, rows, dim };
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
        : await this.#kMeans.train(config, attempt);
    return {
      ...trained,
      config,
      ...this.facts,
      center: vectors.center,
      seconds: (performance.now() - started) / 1000,
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
