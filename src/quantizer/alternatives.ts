import type { JobContext } from './assign';
import { topCodes } from './candidates';
import { checkAlternatives, NO_CODE, type Alternatives } from './export-alternatives';
import { runLevels } from './policies/run-levels';
import type { SolveOptions } from './policies/solve-policy';
import type { PolicyRequest } from './policies/types';
import type { PreparedVectors } from './vectors';

export interface AlternativesRequest extends Omit<PolicyRequest, 'policy'> {
  /** Codes kept for every row and level, 1 to 200. */
  readonly count: number;
}

/**
 * The nearest other codes of every row at every level: what a collision policy outside may choose
 * from. Residuals follow the row's own codes. Throws `ALTERNATIVES_MEMORY`, `CANCELLED`, `GPU_LOST`; a
 * RangeError unless `count` is 1..200.
 */
export async function alternativeCodes(
  context: JobContext,
  request: AlternativesRequest,
  prepared: PreparedVectors,
  options: SolveOptions = {},
): Promise<Alternatives> {
  const { count } = request;
  const { rows } = prepared;
  const levels = request.levels.length;
  checkAlternatives(rows, levels, count);
  const query = await runLevels(context, request, prepared, options);
  const codes = new Int32Array(rows * levels * count).fill(NO_CODE);
  const distances = new Float32Array(rows * levels * count).fill(Infinity);
  for (let level = 0; level < levels; level++) {
    const phase = `Finding alternatives, level ${level + 1}/${levels}`;
    const upTo = {
      ...query,
      codebooks: query.codebooks.slice(0, level + 1),
      codes: query.codes.slice(0, level + 1),
    };
    const found = await topCodes(context, upTo, {
      ...{ count, signal: options.signal },
      onProgress: (done, total) => options.onProgress?.({ phase, done, total }),
    });
    for (let row = 0; row < rows; row++) {
      const [from, to] = [row * found.count, (row + 1) * found.count];
      const at = (row * levels + level) * count;
      codes.set(found.codes.subarray(from, to), at);
      distances.set(found.distances.subarray(from, to), at);
    }
  }
  return { rows, levels, count, codes, distances };
}
