import type { Arena, Device, DeviceInfo, Tensor } from '../../../compute/device';
import { deriveSeed } from '../../../compute/random';
import { randomNormal } from '../../../nn/initialise';
import { strideOf } from '../../../nn/kernels/layout';
import { fusesAttention } from '../../../nn/layers/attention-core';
import { matrixParameter, type Parameter } from '../../../nn/parameter';
import type { Step } from '../../../nn/step';
import { t5Parameters, type T5Config } from '../config';
import type { T5Weights } from '../model-file';
import { storedTime, type BatchLimits, type T5Batch } from './batch';
import { Head } from './head';
import { firstDeviation } from './initial-weights';
import { Stack, type Memory } from './stack';

/** A T5 encoder-decoder (Raffel et al. 2020) with what trains it, all in one arena. */
export class T5Model {
  readonly config: T5Config;
  /** In the order of `t5Parameters`, [rows][cols] as there; norms' gains are one row. */
  readonly parameters: readonly Parameter[];
  readonly #encoder: Stack;
  readonly #decoder: Stack;
  readonly #head: Head;
  readonly #memoryGradient: Tensor<'f32'>;

  /** For batches within `limits`, to run on a device as `info` says. dKv is a multiple of 4. */
  constructor(
    arena: Arena,
    config: T5Config,
    limits: BatchLimits,
    info: Pick<DeviceInfo, 'software' | 'limits'>,
  ) {
    const { vocabSize, dModel, tieWordEmbeddings } = config;
    const { size, inputTime, labelTime } = limits;
    const shared = matrixParameter(arena, 'shared.weight', vocabSize, dModel);
    const fused = fusesAttention(info, config.dKv);
    const head = tieWordEmbeddings
      ? shared
      : matrixParameter(arena, 'lm_head.weight', vocabSize, dModel);
    const stack = (kind: 'encoder' | 'decoder', time: number) =>
      new Stack(arena, shared, { config, kind, size, time, memoryTime: inputTime, fused });
    this.config = config;
    this.#encoder = stack('encoder', inputTime);
    this.#decoder = stack('decoder', labelTime);
    const scale = tieWordEmbeddings ? dModel ** -0.5 : 1;
    this.#head = new Head(arena, head, scale, size * storedTime(labelTime));
    const memory = size * storedTime(inputTime) * strideOf(dModel);
    this.#memoryGradient = arena.tensor('memory gradient', 'f32', memory);
    this.parameters = [
      ...[shared, ...this.#encoder.parameters(), ...this.#decoder.parameters()],
      ...(tieWordEmbeddings ? [] : [head]),
    ];
  }

  /** Logits [size][decoder time][vocabulary as stored] under teacher forcing. */
  async forward(run: Step, batch: T5Batch): Promise<Tensor<'f32'>> {
    const { size, encoder, decoder } = batch;
    const value = await this.#encoder.forward(run, encoder, size, null);
    const memory: Memory = { value, gradient: this.#memoryGradient, side: encoder };
    const hidden = await this.#decoder.forward(run, decoder, size, memory);
    return this.#head.forward(run, hidden, size * decoder.time);
  }

  /**
   * Adds to the gradients of all parameters from that of the last logits, which a loss has put in
   * their place.
   */
  async backward(run: Step, { size, decoder }: T5Batch): Promise<void> {
    const dHidden = await this.#head.backward(run, size * decoder.time);
    run.device.clear(this.#memoryGradient);
    await this.#decoder.backward(run, dHidden);
    await this.#encoder.backward(run, this.#memoryGradient);
  }

  /** Seeded first weights, as Hugging Face's `_init_weights`. */
  initialise(device: Device, seed: number): void {
    const { config } = this;
    for (const [i, { name, shape }] of t5Parameters(config).entries()) {
      const length = shape.reduce((product, cols) => product * cols, 1);
      const deviation = firstDeviation(name, config);
      const own = deriveSeed(seed, i);
      const value = Float32Array.from({ length }, (_, at) =>
        deviation === null ? 1 : deviation * randomNormal(own, at),
      );
      this.parameters[i]!.initialise(device, value);
    }
  }

  /** Weights of a checkpoint of the same shapes; the moments start from zero. */
  load(device: Device, weights: T5Weights): void {
    for (const [i, { name }] of t5Parameters(this.config).entries()) {
      const value = weights.get(name);
      if (!value) throw new Error(`no values of ${name}`);
      this.parameters[i]!.initialise(device, value);
    }
  }
}
