import type { Arena, Device, Tensor } from '../../compute/device';
import { addScaled } from '../../nn/kernels/add-scaled';
import { strideOf } from '../../nn/kernels/layout';
import { InfoNce } from '../../nn/losses/info-nce';
import { infoNceWorkspace } from '../../nn/losses/info-nce-workspace';
import type { Parameter } from '../../nn/parameter';
import { MEMORY_OPS, type Step } from '../../nn/step';
import type { ContrastReport } from '../results';

/** Of each of the three terms of Eq. 2. */
const WEIGHT = 1 / 3;

/** One side of the pairs of a batch, [pairs][stride] each. */
interface Side {
  /** x, the encoder's input. */
  readonly input: Tensor<'f32'>;
  /** r, the decoder's output. */
  readonly output: Tensor<'f32'>;
  /** Of the loss with respect to r. */
  readonly gradient: Tensor<'f32'>;
}

/**
 * The contrast of FORGE's Eq. 2 over a batch of pairs (x1, x2) with reconstructions (r1, r2):
 *   ( CLIP(r1, r2) + {CLIP(r1, x2) + CLIP(r2, x1)} + {CLIP(r1, x1) + CLIP(r2, x2)} ) / 3
 * CLIP is the symmetric InfoNCE over the batch; each of the three terms learns its own scale.
 */
export class PairContrast {
  readonly #stride: number;
  readonly #sides: readonly [Side, Side];
  /** Rows of the first side, then of the second. */
  readonly #gradient: Tensor<'f32'>;
  readonly #pair: InfoNce;
  readonly #cross: InfoNce;
  readonly #self: InfoNce;

  /** For batches of up to `pairs` pairs of vectors of `cols` dims. */
  constructor(arena: Arena, { pairs, cols }: { pairs: number; cols: number }) {
    this.#stride = strideOf(cols);
    const tensor = (label: string, rows: number) => arena.tensor(label, 'f32', rows * this.#stride);
    const side = (): Side => ({
      input: tensor('pair x', pairs),
      output: tensor('pair r', pairs),
      gradient: tensor('pair dr', pairs),
    });
    this.#sides = [side(), side()];
    this.#gradient = tensor('pair gradient', 2 * pairs);
    const workspace = infoNceWorkspace(arena, { rows: pairs, cols });
    const term = (name: string) =>
      new InfoNce(arena, { name: `contrast.${name}`, rows: pairs, cols }, workspace);
    this.#pair = term('pair');
    this.#cross = term('cross');
    this.#self = term('self');
  }

  initialise(device: Device): void {
    for (const term of this.#terms) term.initialise(device);
  }

  parameters(): readonly Parameter[] {
    return this.#terms.flatMap((term) => [...term.parameters()]);
  }

  /**
   * Adds the loss of a batch to the totals and to the gradients of the scales. `input` and `output`
   * hold the rows of the first sides, then those of the second. Returns the gradient of `output`.
   */
  async queue(
    run: Step,
    { input, output, pairs }: Pick<Side, 'input' | 'output'> & { readonly pairs: number },
  ): Promise<Tensor<'f32'>> {
    const { device } = run;
    const count = pairs * this.#stride;
    const [one, other] = this.#sides;
    this.#sides.forEach((side, at) => {
      device.copy(input, side.input, count, { from: at * count });
      device.copy(output, side.output, count, { from: at * count });
    });
    const both = { left: one.output, right: other.output, rows: pairs, weight: WEIGHT };
    const { left, right } = await this.#pair.queue(run, both);
    device.copy(left, one.gradient, count);
    if (right) device.copy(right, other.gradient, count);
    await this.#towards(run, this.#cross, one, other.input, pairs);
    await this.#towards(run, this.#cross, other, one.input, pairs);
    await this.#towards(run, this.#self, one, one.input, pairs);
    await this.#towards(run, this.#self, other, other.input, pairs);
    this.#sides.forEach(({ gradient }, at) => {
      device.copy(gradient, this.#gradient, count, { to: at * count });
    });
    await run.spend(8 * count * MEMORY_OPS);
    return this.#gradient;
  }

  /** CLIP of a side's reconstructions and vectors, which are data. */
  async #towards(
    run: Step,
    term: InfoNce,
    { output, gradient }: Side,
    right: Tensor<'f32'>,
    pairs: number,
  ): Promise<void> {
    const batch = { left: output, right, rows: pairs, weight: WEIGHT, rightIsData: true };
    const { left } = await term.queue(run, batch);
    const params = { count: pairs * this.#stride, scale: 1 };
    run.device.run(addScaled, { tensors: { addend: left, total: gradient }, params });
  }

  /** Means over the `steps` batches since it was last taken: the terms as they stand in Eq. 2. */
  async take(
    device: Device,
    steps: number,
  ): Promise<{ losses: Record<string, number>; report: ContrastReport }> {
    const mean = async ({ total }: InfoNce) => (await total.take(device)) / steps;
    const temperature = async ({ logScale }: InfoNce) => {
      const [t = 0] = await device.read(logScale.value, 1);
      return Math.exp(-t);
    };
    const losses = {
      pair_contrast: await mean(this.#pair),
      cross_contrast: await mean(this.#cross),
      self_contrast: await mean(this.#self),
    };
    const accuracy = (await this.#pair.accuracy.take(device)) / steps;
    const temperatures = {
      pair: await temperature(this.#pair),
      cross: await temperature(this.#cross),
      self: await temperature(this.#self),
    };
    return { losses, report: { accuracy, temperatures } };
  }

  get #terms(): readonly InfoNce[] {
    return [this.#pair, this.#cross, this.#self];
  }
}
