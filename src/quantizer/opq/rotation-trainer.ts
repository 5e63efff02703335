import { prepareKernels } from '../all-kernels';
import type { QuantizerConfig } from '../config';
import { levelKeys } from '../level-cache';
import type { LevelsAttempt } from '../level-trainer';
import { Pacer } from '../pacer';
import { ProgressReporter } from '../progress';
import type { LevelResult } from '../results';
import type { GivenLevel } from '../train-level';
import { rotateProduct, type RotationState } from './rotate-product';

/** Where the parts of an OPQ run end, as shares of it: the rows are then encoded once. */
export const OPQ_STAGES = { product: 0.4, rotation: 0.97 } as const;

interface Attempt extends LevelsAttempt {
  /** PQ's. */
  readonly levels: readonly LevelResult[];
}

const keyOf = (config: QuantizerConfig) => levelKeys(config).join();

/** Rotates product quantizers; remembers where a stopped one stood. */
export class RotationTrainer {
  #checkpoint: { readonly key: string; readonly state: RotationState } | null = null;

  clear(): void {
    this.#checkpoint = null;
  }

  /** Where the rotation of this config stands; null before its first turn. */
  standOf(config: QuantizerConfig): RotationState | null {
    return this.#checkpoint?.key === keyOf(config) ? this.#checkpoint.state : null;
  }

  /** Takes up the rotation of another trainer. */
  takeUp(config: QuantizerConfig, state: RotationState): void {
    this.#checkpoint = { key: keyOf(config), state };
  }

  /** The codebooks of OPQ, from PQ's levels. Throws `CANCELLED`, `GPU_LOST`, `GPU_MEMORY`. */
  async turn(
    config: QuantizerConfig,
    { device, assign, vectors, levels, signal, onProgress, onState }: Attempt,
  ): Promise<GivenLevel[]> {
    const key = keyOf(config);
    const { iterations } = config;
    const progress = new ProgressReporter(iterations, levels.length, iterations, onProgress);
    const show = (done: number) => {
      const iteration = Math.min(done + 1, iterations);
      progress.set({ phase: 'Rotating', level: levels.length, iteration });
      progress.tick(done);
    };
    const resume = this.standOf(config);
    show(resume?.iteration ?? 0);
    await prepareKernels({ device, assign }, vectors.dimPadded);
    const { codebooks, histories } = await rotateProduct({
      context: { device, assign, pacer: new Pacer(device, signal) },
      ...{ vectors, levels, iterations, resume },
      onState: (state) => {
        this.#checkpoint = { key, state };
        onState?.();
        show(state.iteration);
      },
    });
    // It stays until another begins: encoding, which is to come, may be stopped too.
    return codebooks.map((codewords, l) => ({ codewords, history: histories[l]! }));
  }
}
