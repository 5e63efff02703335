import type { Arena, Device, Tensor } from '../../compute/device';
import { infoNce } from '../kernels/info-nce';
import { strideOf } from '../kernels/layout';
import { logSumExp } from '../kernels/log-sum-exp';
import { accumulateOuter, multiply } from '../matmul';
import { vectorParameter, type Parameter } from '../parameter';
import type { Step } from '../step';
import { ValueSum } from '../value-sum';
import { infoNceWorkspace, type InfoNceWorkspace } from './info-nce-workspace';
import { LossTotal } from './loss-total';

/** CLIP's and FORGE's first temperature. */
const FIRST_TEMPERATURE = 0.07;
/** Exponentials of a product: in both log-sum-exps and for both softmaxes, each some 24 operations. */
const EXP_OPS = 4 * 24;

interface Batch {
  /** [rows][stride]; row i of one belongs to row i of the other. Of any length. */
  readonly left: Tensor<'f32'>;
  readonly right: Tensor<'f32'>;
  readonly rows: number;
  /** Factor of the gradients, not of the total. */
  readonly weight: number;
  /** The right side is data: nothing flows back to it. */
  readonly rightIsData?: boolean;
}

/** What flows back to the inputs, [rows][stride], until the workspace is used again. */
interface Gradients {
  readonly left: Tensor<'f32'>;
  readonly right: Tensor<'f32'> | null;
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
  /** Share of rows of `left` whose nearest row of `right` is their own, ties to the lowest. */
  readonly accuracy: LossTotal;
  readonly #dim: number;
  readonly #values: ValueSum;
  readonly #workspace: InfoNceWorkspace;

  /** For batches of up to `rows` pairs. Losses that take turns can share a workspace of that size. */
  constructor(
    arena: Arena,
    { name, rows, cols }: { name: string; rows: number; cols: number },
    workspace = infoNceWorkspace(arena, { rows, cols }),
  ) {
    this.#dim = strideOf(cols);
    this.logScale = vectorParameter(arena, `${name}.logScale`, 1);
    this.total = new LossTotal(arena, rows);
    this.accuracy = new LossTotal(arena, rows);
    this.#values = new ValueSum(arena, rows);
    this.#workspace = workspace;
  }

  initialise(device: Device): void {
    this.logScale.initialise(device, Float32Array.of(Math.log(1 / FIRST_TEMPERATURE)));
  }

  /** Adds the loss of a batch to the total and to the gradient of t; gradients of the inputs. */
  async queue(run: Step, batch: Batch): Promise<Gradients> {
    const { left, right, rows, weight, rightIsData = false } = batch;
    const { device } = run;
    const { product, dProduct, rowLse, columnLse, scaleGradient, loss, hit } = this.#workspace;
    const stride = strideOf(rows);
    const logScale = this.logScale.value;
    // A larger batch may have left rows behind this one.
    device.clear(this.#workspace.right.output);
    const a = await this.#workspace.left.forward(run, left, rows);
    const b = await this.#workspace.right.forward(run, right, rows);
    await multiply(run, 'NT', { a, b, c: product, m: rows, n: stride, k: this.#dim });
    const lse = (result: Tensor<'f32'>, outer: number, inner: number) =>
      device.run(logSumExp, {
        tensors: { value: product, logScale, result },
        params: { count: rows, terms: rows, outer, inner },
      });
    lse(rowLse, stride, 1);
    lse(columnLse, 1, stride);
    device.run(infoNce, {
      tensors: {
        ...{ product, logScale, rowLse, columnLse },
        ...{ gradient: dProduct, scaleGradient, loss, hit },
      },
      params: { rows, stride, weight },
    });
    await run.spend(rows * rows * EXP_OPS);
    this.total.addMean(device, loss, rows);
    this.accuracy.addMean(device, hit, rows);
    const sum = { value: scaleGradient, count: rows, scale: 1 };
    this.#values.addTo(device, this.logScale.gradient, sum);
    return this.#backward(run, rows, rightIsData);
  }

  /** dA = dP B and dB = dP^T A, then through the normalisation. */
  async #backward(run: Step, rows: number, rightIsData: boolean): Promise<Gradients> {
    const { left, right, dProduct, dLeft, dRight } = this.#workspace;
    const stride = strideOf(rows);
    const n = this.#dim;
    const [a, b] = [left.output, right.output];
    await multiply(run, 'NN', { a: dProduct, b, c: dLeft, m: rows, n, k: stride });
    const toLeft = await left.backward(run, dLeft, rows);
    if (rightIsData) return { left: toLeft, right: null };
    run.device.clear(dRight);
    await accumulateOuter(run, { a: dProduct, b: a, c: dRight, m: stride, n, k: rows });
    return { left: toLeft, right: await right.backward(run, dRight, rows) };
  }

  parameters(): readonly Parameter[] {
    return [this.logScale];
  }
}

/** Operations of a batch, as `queue` spends them: products forward and back, and exponentials. */
export function infoNceOps(
  { rows, cols }: { rows: number; cols: number },
  rightIsData: boolean,
): number {
  const product = 2 * rows * strideOf(rows) * strideOf(cols);
  return (rightIsData ? 2 : 3) * product + rows * rows * EXP_OPS;
}
