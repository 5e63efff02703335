import type { OpenedShard } from '../../dataset/types';

/** More than a tab should take at once without being asked to. */
const MAX_BYTES = 2 ** 30;
const SAMPLE_ROWS = 100_000;

/** Rows to begin with: null for all, a sample where all vectors would be more than a tab's memory bears. */
export function suggestedSample({ rows, columns, mapping }: OpenedShard): number | null {
  const dim = columns.find(({ name }) => name === mapping.vector)?.dim ?? 0;
  const rowBytes = 4 * dim;
  if (rows * rowBytes <= MAX_BYTES) return null;
  return Math.min(SAMPLE_ROWS, Math.floor(MAX_BYTES / rowBytes));
}
