import type { Arena, Tensor } from '../../compute/device';
import { strideOf } from '../kernels/layout';
import { biasLines } from './bias-lines';

/** The largest batch that attention layers are made for. */
export interface AttentionSize {
  /** By the fused kernels, which keep no scores: see `fusesAttention`. */
  readonly fused: boolean;
  readonly heads: number;
  /** Columns of one head, a multiple of 4. */
  readonly headCols: number;
  readonly sequences: number;
  /** Rows of a sequence as stored, multiples of 4. */
  readonly queries: number;
  readonly keys: number;
  /** Whether scores have a bias. */
  readonly biased: boolean;
}

/** What lives within one pass: layers that take turns share it. */
export interface AttentionWorkspace {
  /** Gradients of all scores; of fused kernels, their sums by distance where there is a bias. */
  readonly dScores: Tensor<'f32'>;
  readonly dQuery: Tensor<'f32'>;
  readonly dKey: Tensor<'f32'>;
  readonly dValue: Tensor<'f32'>;
}

/** A tensor may not be empty where a kernel is bound to it. */
const UNUSED = 4;

export function attentionWorkspace(arena: Arena, size: AttentionSize): AttentionWorkspace {
  const { fused, heads, headCols, sequences, queries, keys, biased } = size;
  const stride = strideOf(heads * headCols);
  const { lines, width } = biasLines(fused, { queries, keys });
  const scores = fused && !biased ? UNUSED : sequences * heads * lines * width;
  const tensor = (name: string, length: number) => arena.tensor(`attention ${name}`, 'f32', length);
  return {
    dScores: tensor('dScores', scores),
    dQuery: tensor('dQuery', sequences * queries * stride),
    dKey: tensor('dKey', sequences * keys * stride),
    dValue: tensor('dValue', sequences * keys * stride),
  };
}
