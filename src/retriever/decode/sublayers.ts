import type { Arena, Tensor } from '../../compute/device';
import { activate, ACTIVATIONS } from '../../nn/kernels/activate';
import { attentionWeights } from '../../nn/kernels/attention-weights';
import { fusedAttention } from '../../nn/kernels/fused-attention';
import { multiplyElements } from '../../nn/kernels/multiply-elements';
import { normRows } from '../../nn/kernels/norm-rows';
import { multiply, multiplyEach } from '../../nn/matmul';
import { MEMORY_OPS, type Step } from '../../nn/step';
import type { DeviceModel, FeedForwardWeights } from './device-model';

type Matrix = Tensor<'f32'>;

/** Sequences whose queries look at keys of their own, [size * queries] and [size * keys] rows. */
export interface Looks {
  readonly size: number;
  readonly queries: number;
  /** As stored: a multiple of 4. */
  readonly keys: number;
  /** Real keys of each sequence. */
  readonly lengths: Tensor<'u32'>;
  /** [heads][2 span] by key - query + span, or none. */
  readonly bias: { readonly value: Matrix; readonly span: number } | null;
}

interface SublayersSize {
  readonly rows: number;
  /** Pairs of a query and a key of all heads, or, fused, queries of all heads. */
  readonly scores: number;
  /** Whether attention is fused: see `fusesAttention`. */
  readonly fused: boolean;
}

/** Operations a score takes beside its products, fused: exponential and softmax. */
const SCORE_OPS = 64;

/** mean and inverse deviation of a row */
const STATS = 2;

/** The parts that blocks of both stacks are made of, and the buffers they share. */
export class Sublayers {
  readonly #model: DeviceModel;
  readonly #normed: Matrix;
  readonly #stat: Matrix;
  readonly #fused: boolean;
  /** Scores, or, fused, the log of each query's sum. */
  readonly #scores: Matrix;
  readonly #mixed: Matrix;
  /** x W, or x W_0 and x W_1. */
  readonly #inner: readonly Matrix[];
  readonly #active: Matrix;

  constructor(arena: Arena, model: DeviceModel, { rows, scores, fused }: SublayersSize) {
    const { model: width, inner, ff } = model.layout;
    this.#model = model;
    this.#fused = fused;
    this.#normed = arena.tensor('normed', 'f32', rows * width);
    this.#stat = arena.tensor('norm stat', 'f32', rows * STATS);
    this.#scores = arena.tensor('scores', 'f32', scores);
    this.#mixed = arena.tensor('mixed values', 'f32', rows * inner);
    const gates = model.config.feedForward === 'relu' ? ['inner'] : ['gate', 'value'];
    this.#inner = gates.map((name) => arena.tensor(name, 'f32', rows * ff));
    this.#active = arena.tensor('activated', 'f32', rows * ff);
  }

  /** Where attention that is not `attend` leaves its values, to be brought back by `addBack`. */
  get mixed(): Matrix {
    return this.#mixed;
  }

  /** T5's norm of all rows; the result holds until the next. */
  norm({ device }: Step, x: Matrix, gain: Matrix, rows: number): Matrix {
    const { config, layout, zeros } = this.#model;
    device.run(normRows, {
      tensors: { x, gain, bias: zeros, y: this.#normed, stat: this.#stat },
      params: {
        ...{ rows, cols: config.dModel, stride: layout.model },
        epsilon: config.layerNormEpsilon,
      },
      overrides: { CENTRED: 0 },
    });
    return this.#normed;
  }

  /** y = x W^T of hidden states, [rows][outputs]. */
  async project(run: Step, x: Matrix, weight: Matrix, y: Matrix, rows: number, outputs: number) {
    const { model } = this.#model.layout;
    await multiply(run, 'NT', { a: x, b: weight, c: y, m: rows, n: outputs, k: model });
  }

  /** Mixes values [size * keys] by the softmax of every query's scores, unscaled, into `mixed`. */
  async attend(run: Step, q: Matrix, k: Matrix, v: Matrix, looks: Looks): Promise<void> {
    if (this.#fused) await this.#attendFused(run, q, k, v, looks);
    else await this.#attendByProducts(run, q, k, v, looks);
  }

  async #attendFused(run: Step, q: Matrix, k: Matrix, v: Matrix, looks: Looks): Promise<void> {
    const { size: sequences, queries, keys, lengths: length, bias } = looks;
    const { heads, headCols, inner: stride } = this.#model.layout;
    run.device.run(fusedAttention, {
      tensors: { length, bias: bias?.value ?? q, q, k, v, mixed: this.#mixed, lse: this.#scores },
      params: {
        ...{ sequences, heads, queries, keys, headCols, stride },
        ...{ span: bias?.span ?? 0, biased: bias ? 1 : 0, seed: 0, rate: 0, scale: 1 },
      },
    });
    await run.spend(sequences * heads * queries * keys * (4 * headCols + SCORE_OPS));
  }

  async #attendByProducts(run: Step, q: Matrix, k: Matrix, v: Matrix, looks: Looks): Promise<void> {
    const { size, queries, keys, lengths, bias } = looks;
    const { heads, headCols, inner } = this.#model.layout;
    const beside = (tensor: Matrix, rows: number) => ({
      ...{ tensor, row: inner, inner: headCols, outer: rows * inner },
    });
    const rows = size * heads * queries;
    const scores = { tensor: this.#scores, row: keys, inner: queries * keys };
    const square = { ...scores, outer: heads * queries * keys };
    const products = { batches: size * heads, inner: heads, m: queries };
    const [a, b, c] = [beside(q, queries), beside(k, keys), beside(this.#mixed, queries)];
    await multiplyEach(run, 'NT', { a, b, c: square, ...products, n: keys, k: headCols });
    run.device.run(attentionWeights, {
      tensors: { length: lengths, bias: bias?.value ?? this.#model.zeros, weight: this.#scores },
      params: { rows, heads, queries, stride: keys, span: bias?.span ?? 0 },
      overrides: { BIASED: bias ? 1 : 0 },
    });
    await run.spend(2 * rows * keys * MEMORY_OPS);
    const values = beside(v, keys);
    await multiplyEach(run, 'NN', { a: square, b: values, c, ...products, n: headCols, k: keys });
  }

  /** x += mixed O^T: the end of an attention. */
  async addBack(run: Step, x: Matrix, o: Matrix, rows: number): Promise<void> {
    const { model, inner } = this.#model.layout;
    const size = { m: rows, n: model, k: inner, accumulate: true };
    await multiply(run, 'NT', { a: this.#mixed, b: o, c: x, ...size });
  }

  /** x += the feed-forward layer of the normed x. */
  async feedForward(run: Step, x: Matrix, weights: FeedForwardWeights, rows: number) {
    const { model, ff } = this.#model.layout;
    const normed = this.norm(run, x, weights.gain, rows);
    for (const [i, weight] of weights.inputs.entries()) {
      await this.project(run, normed, weight, this.#inner[i]!, rows, ff);
    }
    const inner = this.#activated(run, rows * ff);
    await run.spend(rows * ff * MEMORY_OPS);
    await multiply(run, 'NT', {
      ...{ a: inner, b: weights.output, c: x },
      ...{ m: rows, n: model, k: ff, accumulate: true },
    });
  }

  /** relu(x W), or gelu(x W_0) * (x W_1). */
  #activated({ device }: Step, count: number): Matrix {
    const [first, second] = this.#inner;
    if (!first) throw new Error('a feed-forward layer without input');
    device.run(activate, {
      tensors: { pre: first, post: this.#active },
      params: { count, seed: 0, rate: 0, scale: 1 },
      overrides: { KIND: second ? ACTIVATIONS.gelu : ACTIVATIONS.relu },
    });
    if (!second) return this.#active;
    device.run(multiplyElements, {
      tensors: { a: this.#active, b: second, product: first },
      params: { count },
    });
    return first;
  }
}
