import type { Arena, Tensor } from '../../compute/device';
import { assignRows, createAssignment, type Assignment, type JobContext } from '../assign';
import type { Codebook } from '../codebook';
import { subtractCodewords } from '../kernels/subtract-codewords';
import type { Matrix } from '../matrix';
import { MEMORY_OPS } from '../pacer';

/** The greedy path of a slice's rows: the nearest code of every level, as training assigns it. */
export class GreedySlice {
  readonly #context: JobContext;
  readonly #dim: number;
  readonly #assignments: readonly Assignment[];
  readonly #residual: Tensor<'f32'>;

  /** `rows`: of the largest slice. */
  constructor(context: JobContext, arena: Arena, rows: number, dim: number, levels: number) {
    this.#context = context;
    this.#dim = dim;
    this.#assignments = Array.from({ length: levels }, () => createAssignment(arena, rows));
    this.#residual = arena.tensor('greedy residuals', 'f32', rows * dim);
  }

  /** Encodes the first `rows` of `vectors`, [rows][dim]; what is left of them comes back. */
  async encode(
    vectors: Tensor<'f32'>,
    rows: number,
    codebooks: readonly Codebook[],
  ): Promise<Matrix> {
    const { device, pacer } = this.#context;
    const matrix: Matrix = { rows, dim: this.#dim, values: this.#residual };
    device.copy(vectors, matrix.values, rows * matrix.dim);
    for (const [level, codebook] of codebooks.entries()) {
      const assignment = this.#assignments[level]!;
      await assignRows(this.#context, matrix, codebook, assignment);
      device.run(subtractCodewords, {
        tensors: {
          codebook: codebook.codewords,
          code: assignment.code,
          residual: matrix.values,
        },
        params: { rows, dim: matrix.dim },
      });
      await pacer.spend(rows * matrix.dim * MEMORY_OPS);
    }
    return matrix;
  }

  /** The codes of one level of the last slice. */
  codes(level: number): Tensor<'u32'> {
    return this.#assignments[level]!.code;
  }
}
