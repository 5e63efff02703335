import { roundUp } from '../../compute/kernel';
import { untouchedF32, untouchedU32 } from '../../compute/numbers.fixture';
import type { Tolerance } from '../../compute/mismatches.fixture';
import { pad } from '../vectors';
import { DIM_ALIGN } from './layout';
import { preparedCodebook } from './layout.fixture';

export interface AssignProblem {
  /** [rows][dim] */
  readonly vectors: Float32Array;
  /** [codes][dim] */
  readonly codewords: Float32Array;
  readonly rows: number;
  /** Of any size: the kernels get it zero-padded. */
  readonly dim: number;
  readonly codes: number;
  readonly cosine?: boolean;
  /** The slice to assign; all rows by default. */
  readonly slice?: readonly [rowBegin: number, rowEnd: number];
}

/** The assign kernels' input for a problem, its outputs filled with what no kernel writes. */
export function assignInput(problem: AssignProblem) {
  const { vectors, codewords, rows, dim, codes, cosine = false } = problem;
  const [rowBegin, rowEnd] = problem.slice ?? [0, rows];
  const dimPadded = roundUp(dim, DIM_ALIGN);
  const { prepared, bias } = preparedCodebook(pad(codewords, dim, dimPadded), {
    codes,
    dim: dimPadded,
    cosine,
  });
  return {
    arrays: {
      residual: pad(vectors, dim, dimPadded),
      codebook: prepared,
      bias,
      code: untouchedU32(rows),
      score: untouchedF32(rows),
    },
    calls: [{ rowBegin, rowEnd, dim: dimPadded, codes }],
  };
}

/** The nearest codeword of each row by the definition, the lowest on ties. */
export function nearestCodes({
  vectors,
  codewords,
  rows,
  dim,
  codes,
  cosine = false,
}: AssignProblem): number[] {
  const nearness = (row: number, k: number) => {
    let squares = 0;
    let product = 0;
    let norm2 = 0;
    for (let d = 0; d < dim; d++) {
      const x = vectors[row * dim + d]!;
      const c = codewords[k * dim + d]!;
      squares += (x - c) ** 2;
      product += x * c;
      norm2 += c * c;
    }
    if (!cosine) return -squares;
    return norm2 > 0 ? product / Math.sqrt(norm2) : 0;
  };
  return Array.from({ length: rows }, (_, row) => {
    const scores = Array.from({ length: codes }, (_, k) => nearness(row, k));
    return scores.indexOf(Math.max(...scores));
  });
}

/** Roundoff of Float32: half a unit in the last place of 1. */
const UNIT = 2 ** -24;

/**
 * How far a score of Float32 sums may lie from the oracle's: one rounding per multiply-add, each of
 * at most UNIT times the sum of the magnitudes (Higham 2002, section 3.1).
 */
function scoreError(
  { arrays, calls: [params] }: ReturnType<typeof assignInput>,
  row: number,
  k: number,
): { readonly score: number; readonly error: number } {
  const { dim } = params!;
  let score = arrays.bias[k]!;
  let magnitude = Math.abs(score);
  for (let d = 0; d < dim; d++) {
    const term = arrays.residual[row * dim + d]! * arrays.codebook[k * dim + d]!;
    score += term;
    magnitude += Math.abs(term);
  }
  return { score, error: (dim + 1) * UNIT * magnitude };
}

/**
 * Rows whose code differs from the oracle's although the margin between the two scores is above
 * what Float32 can blur, as text.
 */
export function wrongCodes(
  input: ReturnType<typeof assignInput>,
  actual: Uint32Array,
  expected: Uint32Array,
): string[] {
  return [...expected.keys()].flatMap((row) => {
    if (actual[row] === expected[row]) return [];
    const best = scoreError(input, row, expected[row]!);
    const chosen = scoreError(input, row, actual[row]!);
    const margin = best.score - chosen.score;
    const epsilon = best.error + chosen.error;
    if (margin <= epsilon) return [];
    return [
      `code[${row}]: ${actual[row]!}, oracle ${expected[row]!}, margin ${margin} > ${epsilon}`,
    ];
  });
}

/** The widest error bound over the rows' winning scores, as an absolute tolerance. */
export function scoreTolerance(
  input: ReturnType<typeof assignInput>,
  expected: Uint32Array,
): Tolerance {
  const [params] = input.calls;
  let absolute = 0;
  for (let row = params!.rowBegin; row < params!.rowEnd; row++) {
    absolute = Math.max(absolute, scoreError(input, row, expected[row]!).error);
  }
  return { relative: 0, absolute };
}
