import type { Sids } from './types';

const DIGIT_BITS = 16;
const DIGIT_VALUES = 2 ** DIGIT_BITS;

/**
 * The rows in ascending order of their SIDs, level by level; equal SIDs in ascending row order. A
 * stable counting sort from the last level to the first (radix sort, least significant level first):
 * O(L (n + K)). Throws for a code outside its codebook.
 */
export function lexicographicOrder({ rows, codebookSizes, codes }: Sids): Uint32Array {
  let order = Uint32Array.from({ length: rows }, (_, row) => row);
  let sorted = new Uint32Array(rows);
  for (let level = codes.length - 1; level >= 0; level--) {
    const size = codebookSizes[level]!;
    checkCodes(codes[level]!, size, level);
    // Codebooks of more than 2^16 codes take two passes, so that counters stay few.
    for (let shift = 0; shift === 0 || (size - 1) / 2 ** shift >= 1; shift += DIGIT_BITS) {
      sortByDigit(codes[level]!, { shift, values: Math.min(size, DIGIT_VALUES) }, order, sorted);
      [order, sorted] = [sorted, order];
    }
  }
  return order;
}

function sortByDigit(
  codes: Uint32Array,
  { shift, values }: { readonly shift: number; readonly values: number },
  order: Uint32Array,
  sorted: Uint32Array,
): void {
  const ends = new Uint32Array(values);
  for (const code of codes) ends[(code >>> shift) % DIGIT_VALUES]!++;
  let end = 0;
  for (let digit = 0; digit < values; digit++) {
    const count = ends[digit]!;
    ends[digit] = end;
    end += count;
  }
  for (const row of order) sorted[ends[(codes[row]! >>> shift) % DIGIT_VALUES]!++] = row;
}

function checkCodes(codes: Uint32Array, size: number, level: number): void {
  for (const code of codes) {
    if (code >= size) throw new Error(`code ${code} at level ${level + 1} of ${size} codes`);
  }
}
