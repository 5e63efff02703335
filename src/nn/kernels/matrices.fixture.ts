import { realF32, untouchedF32, type wholeF32 } from '../../compute/numbers.fixture';
import { strideOf } from './layout';

export interface Shape {
  readonly rows: number;
  readonly cols: number;
  readonly stride: number;
}

const shape = (rows: number, cols: number): Shape => ({ rows, cols, stride: strideOf(cols) });

/** Rows and columns on both sides of a workgroup's, a block's and a padding's boundaries. */
export const SHAPES: readonly (Shape & { readonly name: string })[] = [
  ...[0, 1, 3, 63, 64, 65, 513].map((rows) => shape(rows, 5)),
  ...[1, 7, 8, 9, 60, 260].map((cols) => shape(6, cols)),
].map((given) => ({ name: `${given.rows} rows, ${given.cols} columns`, ...given }));

/** Rows behind the ones in use, and what they hold: it must reach no result. */
const SPARE_ROWS = 2;
const POISON = NaN;

/** [rows][stride], zero in padding columns, with poisoned rows behind. */
export function matrixF32(
  { rows, cols, stride }: Shape,
  scale: number,
  seed: number,
  numbers: typeof wholeF32 = realF32,
): Float32Array {
  const drawn = numbers(rows * stride, scale, seed);
  const matrix = new Float32Array((rows + SPARE_ROWS) * stride).fill(POISON);
  matrix.set(drawn.map((x, at) => (at % stride < cols ? x : 0)));
  return matrix;
}

/** One row of `cols` numbers, zero in padding columns. */
export function vectorF32({ cols, stride }: Shape, scale: number, seed: number): Float32Array {
  return realF32(stride, scale, seed).fill(0, cols);
}

/** Room for [rows][stride] and the rows behind, as no kernel would leave it. */
export function outputF32({ rows, stride }: Pick<Shape, 'rows' | 'stride'>): Float32Array {
  return untouchedF32((rows + SPARE_ROWS) * stride);
}
