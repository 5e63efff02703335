import { RowIndex } from './row-index';

export interface DuplicateVectors {
  /** Rows whose vector equals another row's: they collide under any quantizer. */
  readonly items: number;
  /** Distinct vectors among all rows: no SID set has more distinct SIDs. */
  readonly distinct: number;
}

/**
 * Counts bit-identical rows of a row-major rows x dim matrix. Components are compared as bits, so
 * 0 and -0 differ and a NaN equals itself; hashes are verified, so the counts are exact.
 */
export function duplicateVectors(vectors: Float32Array, dim: number): DuplicateVectors {
  const rows = dim === 0 ? 0 : vectors.length / dim;
  if (!Number.isInteger(rows))
    throw new Error(`${vectors.length} values, not a multiple of ${dim}`);
  const bits = new Uint32Array(vectors.buffer, vectors.byteOffset, vectors.length);
  const counts = new Uint32Array(rows);
  const index = new RowIndex(rows, (a, b) => {
    for (let d = 0; d < dim; d++) if (bits[a * dim + d] !== bits[b * dim + d]) return false;
    return true;
  });
  for (let row = 0; row < rows; row++) {
    let hash = 0x811c9dc5;
    for (let d = 0; d < dim; d++) {
      hash = Math.imul(hash ^ (bits[row * dim + d] ?? 0), 0x01000193);
      // Products only carry upwards, and small round floats differ in their top bits alone.
      hash ^= hash >>> 15;
    }
    const id = index.idOf(row, hash);
    counts[id] = (counts[id] ?? 0) + 1;
  }
  let alone = 0;
  for (const count of counts) if (count === 1) alone += 1;
  return { items: rows - alone, distinct: index.distinct };
}
