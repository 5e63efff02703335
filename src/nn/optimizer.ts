import type { Arena, Device, Tensor } from '../compute/device';
import { adamw } from './kernels/adamw';
import { clipScale } from './kernels/clip-scale';
import { SQUARES_BLOCK } from './kernels/layout';
import { sumSquares } from './kernels/sum-squares';
import type { Parameter } from './parameter';
import { MEMORY_OPS, type Step } from './step';

export interface AdamWConfig {
  readonly beta1: number;
  readonly beta2: number;
  /** Above 0: padding has neither gradient nor moments. */
  readonly epsilon: number;
  /** Of the parameters that decay. */
  readonly weightDecay: number;
  /** Bound of the norm over all gradients; null: they are never clipped. */
  readonly maxNorm: number | null;
}

/** torch.optim.AdamW's defaults. */
export const ADAMW_DEFAULTS: AdamWConfig = {
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.01,
  maxNorm: null,
};

/** Where clipScale leaves [factor, norm]. */
const CLIP_LENGTH = 2;

/**
 * AdamW (Loshchilov and Hutter 2019) as torch computes it, with the global gradient norm clipped
 * as torch's clip_grad_norm_ does. Nothing is read back.
 */
export class AdamW {
  /** Steps done: the t of the bias correction. Set it when a checkpoint is restored. */
  steps = 0;
  readonly #parameters: readonly Parameter[];
  readonly #config: AdamWConfig;
  readonly #clip: Tensor<'f32'>;
  readonly #partial: Tensor<'f32'>;

  constructor(arena: Arena, parameters: readonly Parameter[], config: AdamWConfig) {
    this.#parameters = parameters;
    this.#config = config;
    this.#clip = arena.tensor('clip', 'f32', CLIP_LENGTH);
    const blocks = parameters.reduce((sum, parameter) => sum + blocksOf(parameter), 0);
    this.#partial = arena.tensor('gradient squares', 'f32', blocks);
  }

  /** Call before the first backward pass of a step: layers add to the gradients. */
  zeroGradients(device: Device): void {
    for (const { gradient } of this.#parameters) device.clear(gradient);
  }

  /** One update of every parameter. All of it is queued before `spend` can throw: never half. */
  async step(run: Step, learningRate: number): Promise<void> {
    const { beta1, beta2, epsilon, weightDecay } = this.#config;
    this.steps += 1;
    this.#queueClip(run.device);
    let elements = 0;
    for (const { value, gradient, moment1, moment2, length, decay } of this.#parameters) {
      run.device.run(adamw, {
        tensors: { clip: this.#clip, gradient, value, moment1, moment2 },
        params: {
          count: length,
          ...{ beta1, beta2, epsilon },
          fresh1: 1 - beta1,
          fresh2: 1 - beta2,
          rate: learningRate / (1 - beta1 ** this.steps),
          root: Math.sqrt(1 - beta2 ** this.steps),
          decay: decay ? learningRate * weightDecay : 0,
        },
      });
      elements += length;
    }
    await run.spend(elements * MEMORY_OPS);
  }

  #queueClip(device: Device): void {
    const { maxNorm } = this.#config;
    let first = 0;
    if (maxNorm !== null) {
      for (const parameter of this.#parameters) {
        device.run(sumSquares, {
          tensors: { value: parameter.gradient, sum: this.#partial },
          params: { count: parameter.length, block: SQUARES_BLOCK, first },
        });
        first += blocksOf(parameter);
      }
    }
    device.run(clipScale, {
      tensors: { partialSum: this.#partial, clip: this.#clip },
      params: { count: first, maxNorm: maxNorm ?? 0 },
    });
  }
}

function blocksOf({ length }: Parameter): number {
  return Math.ceil(length / SQUARES_BLOCK);
}
