import type { Arena, Tensor } from '../../compute/device';
import { strideOf } from '../kernels/layout';

/** The largest batch that attention layers are made for. */
export interface AttentionSize {
  readonly heads: number;
  /** Columns of one head, a multiple of 4. */
  readonly headCols: number;
  /** Rows of queries, and of keys, over all sequences. */
  readonly queryRows: number;
  readonly keyRows: number;
  /** Scores of a batch: sequences * heads * queries * keys. */
  readonly scores: number;
}

/** Gradients that live within one backward pass: layers that take turns share them. */
export interface AttentionWorkspace {
  readonly dWeights: Tensor<'f32'>;
  readonly dQuery: Tensor<'f32'>;
  readonly dKey: Tensor<'f32'>;
  readonly dValue: Tensor<'f32'>;
}

export function attentionWorkspace(arena: Arena, size: AttentionSize): AttentionWorkspace {
  const stride = strideOf(size.heads * size.headCols);
  return {
    dWeights: arena.tensor('attention dWeights', 'f32', size.scores),
    dQuery: arena.tensor('attention dQuery', 'f32', size.queryRows * stride),
    dKey: arena.tensor('attention dKey', 'f32', size.keyRows * stride),
    dValue: arena.tensor('attention dValue', 'f32', size.keyRows * stride),
  };
}
