import { lowerBound } from './source';

/** Consecutive rows that are read in one go. */
export interface RowRun {
  readonly firstRow: number;
  readonly count: number;
}

interface RunLimits {
  /** Rows of the longest run. */
  readonly maxRows: number;
  /** Unwanted rows between two wanted ones that are read along rather than left out. */
  readonly maxGap: number;
}

/** The runs, in order, that together hold all wanted rows (ascending), or all `rows` rows for null. */
export function* rowRuns(
  wanted: Uint32Array | null,
  rows: number,
  { maxRows, maxGap }: RunLimits,
): Generator<RowRun> {
  if (!wanted) {
    for (let firstRow = 0; firstRow < rows; firstRow += maxRows) {
      yield { firstRow, count: Math.min(maxRows, rows - firstRow) };
    }
    return;
  }
  for (let at = 0; at < wanted.length;) {
    const firstRow = wanted[at]!;
    const end = lowerBound(wanted, firstRow + maxRows);
    let last = at;
    while (last + 1 < end && wanted[last + 1]! - wanted[last]! <= maxGap + 1) last++;
    yield { firstRow, count: wanted[last]! - firstRow + 1 };
    at = last + 1;
  }
}
