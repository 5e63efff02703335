import { strideOf } from '../../nn/kernels/layout';
import { prepareKernels } from '../all-kernels';
import type { TrainAttempt } from '../attempt';
import { rememberedVariant } from '../assign-trial';
import type { JobContext } from '../assign';
import type { QuantizerConfig } from '../config';
import { Pacer } from '../pacer';
import { ProgressReporter } from '../progress';
import { sortKeys } from '../sort-keys';
import type { Checkpoint, CheckpointData } from './checkpoint/types';
import { prepareRqVae } from './kernels';
import { rqVaeOps } from './ops';
import { trainRqVae, type RqVaeResult } from './train-rqvae';

/** Everything that decides the outcome; EMA's knobs where they are used. */
export function rqVaeKey({ ema, rqvae, ...config }: QuantizerConfig): string {
  const used = { ...config, rqvae, ema: rqvae.codebook === 'ema' ? ema : null };
  return JSON.stringify(sortKeys(used));
}

interface Attempt extends TrainAttempt {
  /** Those that a `contrastive` config names. */
  readonly pairs: Uint32Array | null;
  /** What a checkpoint says of the shard. */
  readonly data: Omit<CheckpointData, 'pairs'>;
  readonly pause: AbortSignal | undefined;
  readonly onCheckpoint: ((checkpoint: Checkpoint) => void) | undefined;
}

/** Trains RQ-VAEs on one shard; keeps the last result, and where the last run stood. */
export class RqVaeTrainer {
  #finished: { readonly key: string; readonly result: RqVaeResult } | null = null;
  #kept: Checkpoint | null = null;
  #opsPerSecond: number | null = null;

  get opsPerSecond(): number | null {
    return this.#opsPerSecond;
  }

  /** The last run after its last whole epoch, be it finished or not; null before its first. */
  get kept(): Checkpoint | null {
    return this.#kept;
  }

  /** The same, if it is a run of this config. */
  keptOf(config: QuantizerConfig): Checkpoint | null {
    const kept = this.#kept;
    return kept && rqVaeKey(kept.config) === rqVaeKey(config) ? kept : null;
  }

  /** A run of another trainer: training its config goes on from there. null: from the start. */
  takeUp(checkpoint: Checkpoint | null): void {
    this.#kept = checkpoint;
  }

  has(config: QuantizerConfig): boolean {
    return this.#finished?.key === rqVaeKey(config);
  }

  clear(): void {
    this.#finished = null;
    this.#kept = null;
    this.#opsPerSecond = null;
  }

  /** Goes on from a checkpoint of the same config, if there is one. */
  async train(config: QuantizerConfig, attempt: Attempt): Promise<RqVaeResult> {
    const { device, vectors, pairs, signal, pause, onProgress } = attempt;
    const key = rqVaeKey(config);
    if (this.#finished?.key === key) return this.#finished.result;
    const before = this.keptOf(config);
    // Another trial may have chosen another variant since, whose sums round otherwise.
    const assign = rememberedVariant(device, before?.machine ?? null) ?? attempt.assign;
    const done = (before?.state.epoch ?? 0) / config.iterations;
    const { rows, dim } = vectors;
    const pairCount = (pairs?.length ?? 0) / 2;
    const ops = rqVaeOps(rows, dim, config, pairCount);
    const levels = config.codebookSizes.length;
    const progress = new ProgressReporter(ops, levels, config.iterations, onProgress, done);
    const pacer = new Pacer(device, signal, (spent) => {
      progress.tick(spent);
    });
    const context: JobContext = { device, assign, pacer };
    progress.set({ phase: 'Compiling kernels' });
    progress.tick(0);
    await Promise.all([
      prepareKernels(context, strideOf(config.rqvae.latentDim)),
      prepareRqVae(device),
    ]);

    const started = performance.now();
    const result = await trainRqVae({
      context,
      config,
      vectors,
      pairs,
      resume: before?.state ?? null,
      progress,
      pause,
      onState: (state) => {
        const data = { ...attempt.data, pairs: pairCount };
        const machine = { adapter: device.info.name, variant: assign.name };
        this.#kept = { config, data, machine, state, pairs };
        attempt.onCheckpoint?.(this.#kept);
      },
    });
    this.#opsPerSecond = (pacer.spent / (performance.now() - started)) * 1000;
    this.#finished = { key, result };
    return result;
  }
}
