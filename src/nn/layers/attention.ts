import type { Arena, Tensor } from '../../compute/device';
import { attentionWeights } from '../kernels/attention-weights';
import { attentionWeightsBackward } from '../kernels/attention-weights-backward';
import { COLUMN_ALIGN, strideOf } from '../kernels/layout';
import { multiplyEach, type BatchOperand } from '../matmul';
import type { Parameter } from '../parameter';
import { MEMORY_OPS, type Step } from '../step';
import type { AttentionSize, AttentionWorkspace } from './attention-workspace';
import { Dropout } from './dropout';
import { Linear } from './linear';
import type { PositionBias } from './position-bias';

export interface AttentionConfig extends AttentionSize {
  readonly name: string;
  /** Columns of the input and of the output. */
  readonly cols: number;
  /** Share of the weights that training drops. */
  readonly dropout: number;
}

/** Sequences of one padded length. */
export interface AttentionBatch {
  readonly size: number;
  /** Rows of a sequence as stored, multiples of 4. */
  readonly queries: number;
  readonly keys: number;
  /** Keys of each sequence: those behind are never attended to. */
  readonly lengths: Tensor<'u32'>;
  /** Added to the scores. A mask of causality is in it. */
  readonly bias: PositionBias | null;
}

/**
 * Multi-head attention as T5's (Raffel et al. 2020; Vaswani et al. 2017): no biases, scores not
 * scaled. With x [size * queries][cols] and source s [size * keys][cols], a head computes
 *   softmax(x Q^T (s K^T)^T + bias) s V^T,  heads side by side, then O.
 * Scores of the whole batch are kept from forward to backward.
 */
export class Attention {
  readonly #config: AttentionConfig;
  readonly #workspace: AttentionWorkspace;
  readonly #q: Linear;
  readonly #k: Linear;
  readonly #v: Linear;
  readonly #o: Linear;
  readonly #weights: Tensor<'f32'>;
  readonly #mixed: Tensor<'f32'>;
  readonly #dropout: Dropout;
  #kept: { readonly batch: AttentionBatch; readonly weights: Tensor<'f32'> } | null = null;

  constructor(arena: Arena, config: AttentionConfig, workspace: AttentionWorkspace) {
    const { name, cols, heads, headCols, queryRows, keyRows, scores } = config;
    const inner = heads * headCols;
    const linear = (part: string, inputs: number, outputs: number, rows: number) =>
      new Linear(arena, {
        ...{ name: `${name}.${part}`, inputs, outputs, rows, bias: false },
        inputGradient: part === 'q' || part === 'o',
      });
    this.#config = config;
    this.#workspace = workspace;
    this.#q = linear('q', cols, inner, queryRows);
    this.#k = linear('k', cols, inner, keyRows);
    this.#v = linear('v', cols, inner, keyRows);
    this.#o = linear('o', inner, cols, queryRows);
    this.#weights = arena.tensor(`${name} weights`, 'f32', scores);
    this.#mixed = arena.tensor(`${name} mixed`, 'f32', queryRows * strideOf(inner));
    this.#dropout = new Dropout(arena, {
      ...{ name: `${name}.dropout`, rate: config.dropout },
      ...{ rows: scores / COLUMN_ALIGN, cols: COLUMN_ALIGN },
    });
  }

  /** `source` is x itself, or what a decoder looks at. Both must hold until `backward`. */
  async forward(
    run: Step,
    x: Tensor<'f32'>,
    source: Tensor<'f32'>,
    batch: AttentionBatch,
  ): Promise<Tensor<'f32'>> {
    const { queries, keys, lengths, bias } = batch;
    const { heads, headCols } = this.#config;
    const { ofQueries, ofKeys, ofScores, ...size } = this.#layout(batch);
    const q = ofQueries(await this.#q.forward(run, x, size.queryRows));
    const k = ofKeys(await this.#k.forward(run, source, size.keyRows));
    const v = ofKeys(await this.#v.forward(run, source, size.keyRows));
    const products = { batches: batch.size * heads, inner: heads };
    const scores = ofScores(this.#weights);
    const ofScore = { ...products, m: queries, n: keys, k: headCols };
    await multiplyEach(run, 'NT', { a: q, b: k, c: scores, ...ofScore });
    run.device.run(attentionWeights, {
      tensors: { length: lengths, bias: bias?.value ?? this.#mixed, weight: this.#weights },
      params: { rows: size.rows, heads, queries, stride: keys },
      overrides: { BIASED: bias ? 1 : 0 },
    });
    await run.spend(2 * size.scores * MEMORY_OPS);
    const weights = await this.#dropout.forward(run, this.#weights, size.scores / COLUMN_ALIGN);
    this.#kept = { batch, weights };
    const ofMixed = { ...products, m: queries, n: headCols, k: keys };
    const mixed = ofQueries(this.#mixed);
    await multiplyEach(run, 'NN', { a: ofScores(weights), b: v, c: mixed, ...ofMixed });
    return this.#o.forward(run, this.#mixed, size.queryRows);
  }

  /**
   * Returns the gradient of x. That of the source is added to `dSource`, or, where there is none, to
   * that of x.
   */
  async backward(
    run: Step,
    dy: Tensor<'f32'>,
    dSource: Tensor<'f32'> | null,
  ): Promise<Tensor<'f32'>> {
    if (!this.#kept) throw new Error(`${this.#config.name}: backward before forward`);
    const { batch, weights } = this.#kept;
    const size = this.#layout(batch);
    const dMixed = given(await this.#o.backward(run, dy, size.queryRows));
    const gradient = await this.#backwardWeights(run, batch, weights, dMixed);
    const { queries, keys } = batch;
    const { heads, headCols } = this.#config;
    const { dQuery, dKey, dValue } = this.#workspace;
    const products = { batches: batch.size * heads, inner: heads };
    const ds = size.ofScores(gradient);
    const k = size.ofKeys(this.#k.output);
    const dq = size.ofQueries(dQuery);
    const ofQuery = { ...products, m: queries, n: headCols, k: keys };
    await multiplyEach(run, 'NN', { a: ds, b: k, c: dq, ...ofQuery });
    const q = size.ofQueries(this.#q.output);
    const dk = size.ofKeys(dKey);
    const ofKey = { ...products, m: keys, n: headCols, k: queries };
    await multiplyEach(run, 'TN', { a: ds, b: q, c: dk, ...ofKey });
    const dx = given(await this.#q.backward(run, dQuery, size.queryRows));
    const into = { dx: dSource ?? dx, accumulate: true };
    await this.#k.backwardInto(run, dKey, size.keyRows, into);
    await this.#v.backwardInto(run, dValue, size.keyRows, into);
    return dx;
  }

  parameters(): readonly Parameter[] {
    return [this.#q, this.#k, this.#v, this.#o].map(({ weight }) => weight);
  }

  /** The gradient of the scores, and that of the values in the workspace. */
  async #backwardWeights(
    run: Step,
    batch: AttentionBatch,
    weights: Tensor<'f32'>,
    dMixed: Tensor<'f32'>,
  ): Promise<Tensor<'f32'>> {
    const { size, queries, keys, bias } = batch;
    const { heads, headCols } = this.#config;
    const { dWeights, dValue } = this.#workspace;
    const { ofQueries, ofKeys, ofScores, rows, scores } = this.#layout(batch);
    const products = { batches: size * heads, inner: heads };
    const dm = ofQueries(dMixed);
    const v = ofKeys(this.#v.output);
    const ofWeight = { ...products, m: queries, n: keys, k: headCols };
    await multiplyEach(run, 'NT', { a: dm, b: v, c: ofScores(dWeights), ...ofWeight });
    const ofValue = { ...products, m: keys, n: headCols, k: queries };
    await multiplyEach(run, 'TN', { a: ofScores(weights), b: dm, c: ofKeys(dValue), ...ofValue });
    const gradient = await this.#dropout.backward(run, dWeights, scores / COLUMN_ALIGN);
    run.device.run(attentionWeightsBackward, {
      tensors: { weight: this.#weights, gradient },
      params: { rows, stride: keys },
    });
    bias?.addGradient(run, gradient, size);
    await run.spend(3 * scores * MEMORY_OPS);
    return gradient;
  }

  /** Sizes of a batch, and where its heads lie: beside each other in rows, scores apart. */
  #layout({ size, queries, keys }: AttentionBatch) {
    const { heads, headCols } = this.#config;
    const row = strideOf(heads * headCols);
    const beside = (time: number) => (tensor: Tensor<'f32'>) =>
      ({ tensor, row, inner: headCols, outer: time * row }) satisfies BatchOperand;
    const square = { row: keys, inner: queries * keys, outer: heads * queries * keys };
    const rows = size * heads * queries;
    return {
      queryRows: size * queries,
      keyRows: size * keys,
      rows,
      scores: rows * keys,
      ofQueries: beside(queries),
      ofKeys: beside(keys),
      ofScores: (tensor: Tensor<'f32'>) => ({ tensor, ...square }) satisfies BatchOperand,
    };
  }
}

function given(gradient: Tensor<'f32'> | null): Tensor<'f32'> {
  if (!gradient) throw new Error('attention: made without an input gradient');
  return gradient;
}
