import type { Arena } from '../../compute/device';
import { assignRows, createAssignment, type Assignment, type JobContext } from '../assign';
import { BlockSum } from '../block-sum';
import { ClusterSums } from '../cluster-sums';
import { createCodebook } from '../codebook';
import { columnGroups } from '../column-groups';
import type { Matrix } from '../matrix';
import { breather } from '../policies/breather';
import type { LevelResult } from '../results';
import type { PreparedVectors } from '../vectors';
import { codebookOf, improve, unrotated, type LevelSums, type RotatedProduct } from './rotation';

/** Where the alternation stands: enough to go on after a cancel or a lost device. */
export interface RotationState {
  /** Iterations done. */
  readonly iteration: number;
  readonly product: RotatedProduct;
  /** Residual energy after each level under the codes of each iteration, [L][iteration]. */
  readonly histories: readonly (readonly number[])[];
}

export interface RotationJob {
  readonly context: JobContext;
  readonly vectors: PreparedVectors;
  /** PQ's levels, from which it sets out. */
  readonly levels: readonly LevelResult[];
  readonly iterations: number;
  readonly resume: RotationState | null;
  readonly onState: (state: RotationState) => void;
}

/**
 * Optimized product quantization (Ge et al. 2013, non-parametric): a trained PQ, then iterations that
 * assign all rows and improve codewords and rotation in turn. As the columns of a rotation are orthogonal,
 * codewords turned back into the space of the vectors are residual codebooks, [K][dimPadded] a level,
 * and vectors are never rotated. The distortion never rises above PQ's. Throws `CANCELLED`.
 */
export async function rotateProduct(job: RotationJob): Promise<RotationState & Codebooks> {
  const { context, vectors, levels, iterations, resume, onState } = job;
  const { rows, dim, dimPadded } = vectors;
  const sizes = levels.map(({ codebookSize }) => codebookSize);
  const books = levels.map(({ codebook }) => codebook);
  let state: RotationState = resume ?? {
    iteration: 0,
    product: unrotated(dim, columnGroups(dim, levels.length), books),
    histories: levels.map(() => []),
  };
  const codebooks = () => sizes.map((codes, l) => codebookOf(state.product, l, codes, dimPadded));
  const square = vectors.values.reduce((sum, x) => sum + x * x, 0);
  const breathe = breather();
  const pause = async () => {
    await breathe();
    await context.pacer.settle();
  };
  const arena = context.device.arena('rotation');
  try {
    const matrix: Matrix = {
      ...{ rows, dim: dimPadded },
      values: arena.tensor('vectors', 'f32', rows * dimPadded),
    };
    context.device.write(matrix.values, vectors.values);
    const pass = new SumsPass(context, arena, matrix);
    while (state.iteration < iterations) {
      const found: SummedLevel[] = [];
      for (const codewords of codebooks()) found.push(await pass.run(codewords, dimPadded));
      const histories = extend(state.histories, found, square, vectors.energy);
      const product = await improve(state.product, found, dimPadded, pause);
      state = { iteration: state.iteration + 1, product, histories };
      onState(state);
    }
    return { ...state, codebooks: codebooks() };
  } finally {
    arena.dispose();
  }
}

interface Codebooks {
  readonly codebooks: readonly Float32Array[];
}

/** |x - sum of c|^2 = |x|^2 - 2 sum of scores, as codewords of different levels are orthogonal. */
function extend(
  histories: RotationState['histories'],
  found: readonly SummedLevel[],
  square: number,
  energy: number,
): RotationState['histories'] {
  let left = square;
  return found.map(({ score }, l) => {
    left -= 2 * score;
    return [...histories[l]!, left / energy];
  });
}

interface SummedLevel extends LevelSums {
  /** Sum over the rows of x . c - |c|^2 / 2. */
  readonly score: number;
}

/** Assigns all rows to a level's codewords, and sums them by code. */
class SumsPass {
  readonly #context: JobContext;
  readonly #matrix: Matrix;
  readonly #assignment: Assignment;
  readonly #blocks: BlockSum;

  constructor(context: JobContext, arena: Arena, matrix: Matrix) {
    this.#context = context;
    this.#matrix = matrix;
    this.#assignment = createAssignment(arena, matrix.rows);
    this.#blocks = new BlockSum(arena, matrix.rows);
  }

  async run(codewords: Float32Array, dim: number): Promise<SummedLevel> {
    const { device } = this.#context;
    const codes = codewords.length / dim;
    const arena = device.arena('rotated level');
    try {
      const codebook = createCodebook(arena, codes, dim, 'l2');
      const sums = new ClusterSums(arena, this.#matrix.rows, codes, dim);
      device.write(codebook.codewords, codewords);
      await assignRows(this.#context, this.#matrix, codebook, this.#assignment);
      await sums.add(this.#context, this.#matrix, this.#assignment.code);
      return {
        count: await device.read(sums.count),
        sum: await device.read(sums.sum),
        score: await this.#blocks.total(device, this.#assignment.score),
      };
    } finally {
      arena.dispose();
    }
  }
}
