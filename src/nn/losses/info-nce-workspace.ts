import type { Arena, Tensor } from '../../compute/device';
import { strideOf } from '../kernels/layout';
import { L2Normalise } from '../layers/l2-normalise';

/** What InfoNCE holds while it works on a batch: nothing in it outlives the batch. */
export interface InfoNceWorkspace {
  readonly left: L2Normalise;
  readonly right: L2Normalise;
  /** [rows][stride of rows] */
  readonly product: Tensor<'f32'>;
  readonly dProduct: Tensor<'f32'>;
  /** [rows] */
  readonly rowLse: Tensor<'f32'>;
  readonly columnLse: Tensor<'f32'>;
  readonly scaleGradient: Tensor<'f32'>;
  readonly loss: Tensor<'f32'>;
  readonly hit: Tensor<'f32'>;
  /** Of the normalised rows, [rows][stride of cols]. */
  readonly dLeft: Tensor<'f32'>;
  readonly dRight: Tensor<'f32'>;
}

/** For batches of up to `rows` pairs of vectors with `cols` columns. */
export function infoNceWorkspace(
  arena: Arena,
  { rows, cols }: { rows: number; cols: number },
): InfoNceWorkspace {
  const tensor = (label: string, length: number) => arena.tensor(`InfoNCE ${label}`, 'f32', length);
  const stride = strideOf(rows);
  const dim = strideOf(cols);
  // Whole tiles of rows: as columns of the products they are read to the end of the padding.
  const normalised = { rows: stride, cols };
  return {
    left: new L2Normalise(arena, normalised),
    right: new L2Normalise(arena, normalised),
    product: tensor('products', rows * stride),
    dProduct: tensor('product gradient', rows * stride),
    rowLse: tensor('row log-sum-exp', rows),
    columnLse: tensor('column log-sum-exp', rows),
    scaleGradient: tensor('scale gradient', rows),
    loss: tensor('loss', rows),
    hit: tensor('hits', rows),
    dLeft: tensor('left gradient', rows * dim),
    dRight: tensor('right gradient', stride * dim),
  };
}
