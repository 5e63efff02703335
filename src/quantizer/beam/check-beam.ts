import type { JobContext } from '../assign';
import type { Matrix } from '../matrix';
import type { Agreement, QuantizerRun } from '../results';
import { pad } from '../vectors';
import { encodeBeam } from './encode-beam';

/**
 * Searches the beams of some rows of a run again on `context`'s device and compares, level by level.
 * `rows` holds the vectors of the rows that `chosen` names. A row whose path differs is a tie where
 * both paths end within `epsilon` of each other, relative to |x|^2; else its differing codes are
 * wrong.
 */
export async function checkBeam(
  context: JobContext,
  run: QuantizerRun,
  rows: Matrix,
  chosen: Uint32Array,
  beam: number,
  epsilon: number,
): Promise<Agreement['levels']> {
  const { dim } = rows;
  const codebooks = run.levels.map(({ codebook }) => pad(codebook, run.codewordDim, dim));
  const expected = await encodeBeam(context, rows, codebooks, { beam });
  const vectors = await context.device.read(rows.values);
  const isTie = Array.from(chosen, (row, i) => {
    const vector = vectors.subarray(i * dim, (i + 1) * dim);
    const own = run.levels.map(({ codes }) => codes[row] ?? 0);
    const scale = vector.reduce((sum, x) => sum + x * x, 0);
    const difference = endOf(vector, codebooks, own) - (expected.rowEnergy[i] ?? 0);
    return Math.abs(difference) <= epsilon * Math.max(scale, Number.MIN_VALUE);
  });
  return run.levels.map(({ codes }, level) => {
    const counts = { equal: 0, ties: 0, wrong: 0 };
    chosen.forEach((row, i) => {
      if (codes[row] === expected.codes[level]?.[i]) counts.equal += 1;
      else if (isTie[i]) counts.ties += 1;
      else counts.wrong += 1;
    });
    return counts;
  });
}

/** |x - sum of codewords|^2 in Float64. */
function endOf(
  vector: Float32Array,
  codebooks: readonly Float32Array[],
  codes: readonly number[],
): number {
  const dim = vector.length;
  let sum = 0;
  for (let d = 0; d < dim; d++) {
    const taken = codebooks.reduce(
      (total, book, level) => total + (book[(codes[level] ?? 0) * dim + d] ?? 0),
      0,
    );
    sum += ((vector[d] ?? 0) - taken) ** 2;
  }
  return sum;
}
