import { encodeNpz } from '../dataset/formats/npz-write';
import { Problem } from '../problem';

/** Codes of all rows, levels and alternatives: with their distances 512 MiB. */
const MAX_NUMBERS = 2 ** 26;

/** In place of a code where a level has fewer codes than were asked for; its distance is Infinity. */
export const NO_CODE = -1;

/** The nearest other codes of every row at every level, given its codes at the levels before. */
export interface Alternatives {
  readonly rows: number;
  readonly levels: number;
  /** Codes a row and level: M. */
  readonly count: number;
  /** [rows][levels][count], nearest first; `NO_CODE` where there is none. */
  readonly codes: Int32Array;
  /** From the residual to their codewords, [rows][levels][count]: squared, or 1 - cosine. */
  readonly distances: Float32Array;
}

/** Throws `ALTERNATIVES_MEMORY`, with both numbers, for what would not fit. */
export function checkAlternatives(rows: number, levels: number, count: number): void {
  if (rows * levels * count <= MAX_NUMBERS) return;
  const text = (value: number) => value.toLocaleString('en-US');
  const most = Math.floor(MAX_NUMBERS / (rows * levels));
  throw new Problem(
    'ALTERNATIVES_MEMORY',
    `${text(count)} alternatives of ${text(rows)} items at ${levels} levels are more than the ${text(MAX_NUMBERS)} that fit.`,
    most > 0 ? `Ask for at most ${most}, or use fewer rows.` : 'Use fewer rows.',
  );
}

/** `alternatives.npz`: `codes` int32 and `distances` float32, both N x L x M. */
export function alternativesNpz(found: Alternatives): Uint8Array {
  const shape = [found.rows, found.levels, found.count];
  return encodeNpz({
    codes: { data: found.codes, shape },
    distances: { data: found.distances, shape },
  });
}
