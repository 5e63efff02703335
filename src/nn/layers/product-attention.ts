import type { Arena, Tensor } from '../../compute/device';
import { attentionWeights } from '../kernels/attention-weights';
import { attentionWeightsBackward } from '../kernels/attention-weights-backward';
import { COLUMN_ALIGN, strideOf } from '../kernels/layout';
import { multiplyEach, type BatchOperand } from '../matmul';
import { MEMORY_OPS, type Step } from '../step';
import type { AttentionBatch, AttentionCore, Projected } from './attention-core';
import type { AttentionSize, AttentionWorkspace } from './attention-workspace';
import { Dropout } from './dropout';

export interface ProductConfig extends AttentionSize {
  readonly name: string;
  readonly dropout: number;
}

/** Attention as batched matrix products: scores of the whole batch are kept from forward to backward. */
export class ProductAttention implements AttentionCore {
  readonly #config: ProductConfig;
  readonly #workspace: AttentionWorkspace;
  readonly #weights: Tensor<'f32'>;
  readonly #mixed: Tensor<'f32'>;
  readonly #dropout: Dropout;
  #kept: { readonly batch: AttentionBatch; readonly weights: Tensor<'f32'> } | null = null;

  constructor(arena: Arena, config: ProductConfig, workspace: AttentionWorkspace) {
    const { name, heads, headCols, sequences, queries, keys } = config;
    const scores = sequences * heads * queries * keys;
    const mixed = sequences * queries * strideOf(heads * headCols);
    this.#config = config;
    this.#workspace = workspace;
    this.#weights = arena.tensor(`${name} weights`, 'f32', scores);
    this.#mixed = arena.tensor(`${name} mixed`, 'f32', mixed);
    this.#dropout = new Dropout(arena, {
      ...{ name: `${name}.dropout`, rate: config.dropout },
      ...{ rows: scores / COLUMN_ALIGN, cols: COLUMN_ALIGN },
    });
  }

  async forward(run: Step, projected: Projected, batch: AttentionBatch): Promise<Tensor<'f32'>> {
    const { queries, keys, lengths, bias } = batch;
    const { heads, headCols } = this.#config;
    const { ofQueries, ofKeys, ofScores, ...size } = this.#layout(batch);
    const [q, k, v] = [ofQueries(projected.q), ofKeys(projected.k), ofKeys(projected.v)];
    const products = { batches: batch.size * heads, inner: heads };
    const scores = ofScores(this.#weights);
    const ofScore = { ...products, m: queries, n: keys, k: headCols };
    await multiplyEach(run, 'NT', { a: q, b: k, c: scores, ...ofScore });
    run.device.run(attentionWeights, {
      tensors: { length: lengths, bias: bias?.value ?? this.#mixed, weight: this.#weights },
      params: { rows: size.rows, heads, queries, stride: keys, span: bias?.span ?? 0 },
      overrides: { BIASED: bias ? 1 : 0 },
    });
    await run.spend(2 * size.scores * MEMORY_OPS);
    const weights = await this.#dropout.forward(run, this.#weights, size.scores / COLUMN_ALIGN);
    this.#kept = { batch, weights };
    const ofMixed = { ...products, m: queries, n: headCols, k: keys };
    const mixed = ofQueries(this.#mixed);
    await multiplyEach(run, 'NN', { a: ofScores(weights), b: v, c: mixed, ...ofMixed });
    return this.#mixed;
  }

  async backward(run: Step, projected: Projected, dMixed: Tensor<'f32'>): Promise<void> {
    if (!this.#kept) throw new Error(`${this.#config.name}: backward before forward`);
    const { batch, weights } = this.#kept;
    const { queries, keys } = batch;
    const { heads, headCols } = this.#config;
    const { dScores, dQuery, dKey, dValue } = this.#workspace;
    const { ofQueries, ofKeys, ofScores, rows, scores } = this.#layout(batch);
    const products = { batches: batch.size * heads, inner: heads };
    const [q, k, v] = [ofQueries(projected.q), ofKeys(projected.k), ofKeys(projected.v)];
    const dm = ofQueries(dMixed);
    const ofWeight = { ...products, m: queries, n: keys, k: headCols };
    await multiplyEach(run, 'NT', { a: dm, b: v, c: ofScores(dScores), ...ofWeight });
    const ofKey = { ...products, m: keys, n: headCols, k: queries };
    await multiplyEach(run, 'TN', { a: ofScores(weights), b: dm, c: ofKeys(dValue), ...ofKey });
    const gradient = await this.#dropout.backward(run, dScores, scores / COLUMN_ALIGN);
    run.device.run(attentionWeightsBackward, {
      tensors: { weight: this.#weights, gradient },
      params: { rows, stride: keys },
    });
    batch.bias?.addGradient(run, gradient, batch.size);
    await run.spend(3 * scores * MEMORY_OPS);
    const ds = ofScores(gradient);
    const ofQuery = { ...products, m: queries, n: headCols, k: keys };
    await multiplyEach(run, 'NN', { a: ds, b: k, c: ofQueries(dQuery), ...ofQuery });
    await multiplyEach(run, 'TN', { a: ds, b: q, c: ofKeys(dKey), ...ofKey });
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
      rows,
      scores: rows * keys,
      ofQueries: beside(queries),
      ofKeys: beside(keys),
      ofScores: (tensor: Tensor<'f32'>) => ({ tensor, ...square }) satisfies BatchOperand,
    };
  }
}
