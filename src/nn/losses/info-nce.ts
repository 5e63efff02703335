import type { Arena, Device, Tensor } from '../../compute/device';
import { infoNce } from '../kernels/info-nce';
import { strideOf } from '../kernels/layout';
import { logSumExp } from '../kernels/log-sum-exp';
import { L2Normalise } from '../layers/l2-normalise';
import { accumulateOuter, multiply } from '../matmul';
import { vectorParameter, type Parameter } from '../parameter';
import type { Step } from '../step';
import { ValueSum } from '../value-sum';
import { LossTotal } from './loss-total';

/** CLIP's and FORGE's first temperature. */
const FIRST_TEMPERATURE = 0.07;

interface Batch {
  /** [rows][stride]; row i of one belongs to row i of the other. Of any length. */
  readonly left: Tensor<'f32'>;
  readonly right: Tensor<'f32'>;
  readonly rows: number;
  /** Factor of the gradients, not of the total. */
  readonly weight: number;
}

/** What flows back to the inputs, [rows][stride]. */
interface Gradients {
  readonly left: Tensor<'f32'>;
  readonly right: Tensor<'f32'>;
}

/**
 * Symmetric InfoNCE with in-batch negatives (CLIP, Radford et al. 2021):
 *   s_ij = e^t left_i . right_j  of rows brought to length 1,  t learned,
 *   loss = 1 / (2 rows) sum_i [ -log softmax_j s_ij at i  -log softmax_j s_ji at i ].
 */
export class InfoNce {
  /** t, [1]: ln(1 / 0.07) at first. It is not clamped. */
  readonly logScale: Parameter;
  readonly total: LossTotal;
  readonly #dim: number;
  readonly #left: L2Normalise;
  readonly #right: L2Normalise;
  readonly #values: ValueSum;
  readonly #tensors: ReturnType<typeof scratch>;

  /** For batches of up to `rows` pairs. */
  constructor(arena: Arena, shape: { name: string; rows: number; cols: number }) {
    const { name, rows, cols } = shape;
    this.#dim = strideOf(cols);
    this.logScale = vectorParameter(arena, `${name}.logScale`, 1);
    this.total = new LossTotal(arena, rows);
    this.#values = new ValueSum(arena, rows);
    // Whole tiles of rows: as columns of the products they are read to the end of the padding.
    const normalised = { rows: strideOf(rows), cols };
    this.#left = new L2Normalise(arena, normalised);
    this.#right = new L2Normalise(arena, normalised);
    this.#tensors = scratch(arena, rows, this.#dim);
  }

  initialise(device: Device): void {
    this.logScale.initialise(device, Float32Array.of(Math.log(1 / FIRST_TEMPERATURE)));
  }

  /** Adds the loss of a batch to the total and to the gradient of t; gradients of the inputs. */
  async queue(run: Step, { left, right, rows, weight }: Batch): Promise<Gradients> {
    const { device } = run;
    const { product, dProduct, rowLse, columnLse, scaleGradient, loss } = this.#tensors;
    const stride = strideOf(rows);
    const logScale = this.logScale.value;
    // A larger batch may have left rows behind this one.
    device.clear(this.#right.output);
    const a = await this.#left.forward(run, left, rows);
    const b = await this.#right.forward(run, right, rows);
    await multiply(run, 'NT', { a, b, c: product, m: rows, n: stride, k: this.#dim });
    const lse = (result: Tensor<'f32'>, outer: number, inner: number) =>
      device.run(logSumExp, {
        tensors: { value: product, logScale, result },
        params: { count: rows, terms: rows, outer, inner },
      });
    lse(rowLse, stride, 1);
    lse(columnLse, 1, stride);
    device.run(infoNce, {
      tensors: { product, logScale, rowLse, columnLse, gradient: dProduct, scaleGradient, loss },
      params: { rows, stride, weight },
    });
    this.total.addMean(device, loss, rows);
    const sum = { value: scaleGradient, count: rows, scale: 1 };
    this.#values.addTo(device, this.logScale.gradient, sum);
    return this.#backward(run, rows);
  }

  /** dA = dP B and dB = dP^T A, then through the normalisation. */
  async #backward(run: Step, rows: number): Promise<Gradients> {
    const { dProduct, dLeft, dRight } = this.#tensors;
    const [a, b] = [this.#left.output, this.#right.output];
    const stride = strideOf(rows);
    const n = this.#dim;
    await multiply(run, 'NN', { a: dProduct, b, c: dLeft, m: rows, n, k: stride });
    run.device.clear(dRight);
    await accumulateOuter(run, { a: dProduct, b: a, c: dRight, m: stride, n, k: rows });
    return {
      left: await this.#left.backward(run, dLeft, rows),
      right: await this.#right.backward(run, dRight, rows),
    };
  }

  parameters(): readonly Parameter[] {
    return [this.logScale];
  }
}

function scratch(arena: Arena, rows: number, dim: number) {
  const tensor = (label: string, length: number) => arena.tensor(`InfoNCE ${label}`, 'f32', length);
  const stride = strideOf(rows);
  return {
    product: tensor('products', rows * stride),
    dProduct: tensor('product gradient', rows * stride),
    rowLse: tensor('row log-sum-exp', rows),
    columnLse: tensor('column log-sum-exp', rows),
    scaleGradient: tensor('scale gradient', rows),
    loss: tensor('loss', rows),
    dLeft: tensor('left gradient', rows * dim),
    dRight: tensor('right gradient', stride * dim),
  };
}
