import type { Device } from '../../compute/device';
import { allKernels } from '../all-kernels';
import type { JobContext } from '../assign';
import type { QuantizerConfig } from '../config';
import type { AssignKernel } from '../kernels/assign-codes';
import { Pacer } from '../pacer';
import { ProgressReporter } from '../progress';
import type { TrainProgress } from '../results';
import type { PreparedVectors } from '../vectors';
import { prepareRqVae } from './kernels';
import { rqVaeOps } from './ops';
import type { RqVaeState } from './state';
import { trainRqVae, type RqVaeResult } from './train-rqvae';

/** Everything that decides the outcome; EMA's knobs where they are used. */
export function rqVaeKey({ ema, rqvae, ...config }: QuantizerConfig): string {
  return JSON.stringify({ ...config, rqvae, ema: rqvae.codebook === 'ema' ? ema : null });
}

interface Attempt {
  readonly device: Device;
  readonly assign: AssignKernel;
  readonly vectors: PreparedVectors;
  /** Those that a `contrastive` config names. */
  readonly pairs: Uint32Array | null;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: TrainProgress) => void) | undefined;
}

/** Trains RQ-VAEs on one shard; keeps the last result, and where a stopped run stood. */
export class RqVaeTrainer {
  #finished: { readonly key: string; readonly result: RqVaeResult } | null = null;
  #checkpoint: { readonly key: string; readonly state: RqVaeState } | null = null;
  #opsPerSecond: number | null = null;

  get opsPerSecond(): number | null {
    return this.#opsPerSecond;
  }

  has(config: QuantizerConfig): boolean {
    return this.#finished?.key === rqVaeKey(config);
  }

  clear(): void {
    this.#finished = null;
    this.#checkpoint = null;
    this.#opsPerSecond = null;
  }

  /** Goes on from a checkpoint of the same config, if there is one. */
  async train(
    config: QuantizerConfig,
    { device, assign, vectors, pairs, signal, onProgress }: Attempt,
  ): Promise<RqVaeResult> {
    const key = rqVaeKey(config);
    if (this.#finished?.key === key) return this.#finished.result;
    const resume = this.#checkpoint?.key === key ? this.#checkpoint.state : null;
    const done = (resume?.epoch ?? 0) / config.iterations;
    const { rows, dim } = vectors;
    const ops = rqVaeOps(rows, dim, config, (pairs?.length ?? 0) / 2) * (1 - done);
    const levels = config.codebookSizes.length;
    const progress = new ProgressReporter(ops, levels, config.iterations, onProgress);
    const pacer = new Pacer(device, signal, (spent) => {
      progress.tick(spent);
    });
    const context: JobContext = { device, assign, pacer };
    progress.set({ phase: 'Compiling kernels' });
    progress.tick(0);
    const common = allKernels(assign).map((kernel) => device.prepare(kernel));
    await Promise.all([...common, prepareRqVae(device)]);

    const started = performance.now();
    const result = await trainRqVae({
      context,
      config,
      vectors,
      pairs,
      resume,
      progress,
      onState: (state) => {
        this.#checkpoint = { key, state };
      },
    });
    this.#opsPerSecond = (pacer.spent / (performance.now() - started)) * 1000;
    this.#checkpoint = null;
    this.#finished = { key, result };
    return result;
  }
}
