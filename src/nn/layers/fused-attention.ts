import type { Arena, Tensor } from '../../compute/device';
import { fusedAttention } from '../kernels/fused-attention';
import { fusedAttentionKeys } from '../kernels/fused-attention-keys';
import { fusedAttentionQueries } from '../kernels/fused-attention-queries';
import { strideOf } from '../kernels/layout';
import type { Step } from '../step';
import type { AttentionBatch, AttentionCore, Projected } from './attention-core';
import type { AttentionSize, AttentionWorkspace } from './attention-workspace';
import { maskOf, type Mask } from './mask';

/** lse and delta of a query. */
const STATS = 2;
/** Operations a score takes beside its products: exponential, mask, softmax. */
const SCORE_OPS = 64;

export interface FusedConfig extends AttentionSize {
  readonly name: string;
  readonly dropout: number;
}

/** Attention whose scores are computed once more on the way back and never in memory. */
export class FusedAttention implements AttentionCore {
  readonly #config: FusedConfig;
  readonly #workspace: AttentionWorkspace;
  readonly #mixed: Tensor<'f32'>;
  readonly #stat: Tensor<'f32'>;
  #kept: { readonly batch: AttentionBatch; readonly mask: Mask } | null = null;

  constructor(arena: Arena, config: FusedConfig, workspace: AttentionWorkspace) {
    const { name, heads, headCols, sequences, queries } = config;
    const rows = sequences * queries;
    this.#config = config;
    this.#workspace = workspace;
    this.#mixed = arena.tensor(`${name} mixed`, 'f32', rows * strideOf(heads * headCols));
    this.#stat = arena.tensor(`${name} stat`, 'f32', STATS * rows * heads);
  }

  async forward(run: Step, projected: Projected, batch: AttentionBatch): Promise<Tensor<'f32'>> {
    const { name, dropout } = this.#config;
    const mask = maskOf(`${name}.dropout`, dropout, run.seed);
    this.#kept = { batch, mask };
    run.device.run(fusedAttention, {
      tensors: { ...this.#read(projected, batch), mixed: this.#mixed, lse: this.#stat },
      params: this.#params(batch, mask),
    });
    await run.spend(this.#ops(batch, 2));
    return this.#mixed;
  }

  async backward(run: Step, projected: Projected, dMixed: Tensor<'f32'>): Promise<void> {
    if (!this.#kept) throw new Error(`${this.#config.name}: backward before forward`);
    const { batch, mask } = this.#kept;
    const { dScores, dQuery, dKey, dValue } = this.#workspace;
    const read = { ...this.#read(projected, batch), gradient: dMixed };
    const params = this.#params(batch, mask);
    run.device.run(fusedAttentionQueries, {
      tensors: { ...read, mixed: this.#mixed, stat: this.#stat, dQuery, biasLines: dScores },
      params,
    });
    batch.bias?.addGradient(run, dScores, batch.size);
    run.device.run(fusedAttentionKeys, {
      tensors: { ...read, stat: this.#stat, dKey, dValue },
      params,
    });
    await run.spend(this.#ops(batch, 7));
  }

  #read({ q, k, v }: Projected, { lengths, bias }: AttentionBatch) {
    // Without a bias another tensor stands in its place, which is then not read.
    return { length: lengths, bias: bias?.value ?? q, q, k, v };
  }

  #params({ size, queries, keys, bias }: AttentionBatch, mask: Mask) {
    const { heads, headCols } = this.#config;
    return {
      ...{ sequences: size, heads, queries, keys, headCols },
      stride: strideOf(heads * headCols),
      span: bias?.span ?? 0,
      biased: bias ? 1 : 0,
      ...mask,
    };
  }

  /** Of so many products of a query with a key. */
  #ops({ size, queries, keys }: AttentionBatch, products: number): number {
    const { heads, headCols } = this.#config;
    return size * heads * queries * keys * (products * 2 * headCols + SCORE_OPS);
  }
}
