import type { DeviceInfo, Tensor } from '../../compute/device';
import { FUSED_HEAD_COLS } from '../kernels/fused-attention-shape';
import type { Step } from '../step';
import type { PositionBias } from './position-bias';

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

/** Queries, keys and values of all heads side by side, [rows][stride]. */
export interface Projected {
  readonly q: Tensor<'f32'>;
  readonly k: Tensor<'f32'>;
  readonly v: Tensor<'f32'>;
}

/** What stands between the projections of attention. */
export interface AttentionCore {
  /** Values mixed by the softmax of scores, [rows of queries][stride]; they hold until the next. */
  forward(run: Step, projected: Projected, batch: AttentionBatch): Promise<Tensor<'f32'>>;
  /** Leaves the gradients of queries, keys and values in the workspace; adds to that of the bias. */
  backward(run: Step, projected: Projected, dMixed: Tensor<'f32'>): Promise<void>;
}

/** Tensors that one fused kernel is bound to. */
const FUSED_BINDINGS = 10;

/**
 * Whether heads of so many columns are attended to by the fused kernels: on software adapters, where
 * loads are dear. A GPU would spill the rows that a thread holds there.
 */
export function fusesAttention(
  { software, limits }: Pick<DeviceInfo, 'software' | 'limits'>,
  headCols: number,
): boolean {
  const bindings = limits['maxStorageBuffersPerShaderStage'] ?? Infinity;
  return software && headCols <= FUSED_HEAD_COLS && bindings >= FUSED_BINDINGS;
}
