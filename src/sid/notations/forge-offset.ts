/** Offsets that a set of FORGE tokens allows: every whole number between, both included. */
export interface OffsetRange {
  readonly smallest: number;
  /** Infinity for one level, which no offset moves. */
  readonly largest: number;
}

/** The offset between levels in FORGE's own files: its codebooks have 8,192 codes. */
export const FORGE_OFFSET = 8192;

/**
 * The offsets that explain the tokens. With offset o, the tokens of level l (from 0) lie in
 * [l o, (l + 1) o), as codes do not exceed the offset; so
 *
 *     max_l / (l + 1) < o <= min_l / l   for every level.
 *
 * `tokens[l]` holds the tokens of level l. The range is empty where no offset explains them.
 */
export function offsetRange(tokens: readonly Uint32Array[]): OffsetRange {
  let smallest = 1;
  let largest = Infinity;
  for (const [l, column] of tokens.entries()) {
    if (column.length === 0) continue;
    const highest = column.reduce((a, b) => Math.max(a, b));
    const lowest = column.reduce((a, b) => Math.min(a, b));
    smallest = Math.max(smallest, Math.floor(highest / (l + 1)) + 1);
    if (l > 0) largest = Math.min(largest, Math.floor(lowest / l));
  }
  return { smallest, largest };
}

/**
 * The offset among those allowed, or null if it cannot be told: K where all codebooks are known to
 * have one size, else the power of two, else the only one. With two levels or more at most one power
 * of two is allowed, as smallest > largest / 2, so a set written with one is always read back; with
 * one level any offset reads the same codes, and FORGE's own is taken.
 */
export function chooseOffset(
  { smallest, largest }: OffsetRange,
  codebookSizes: readonly number[] = [],
): number | null {
  const [first] = codebookSizes;
  const allowed = (offset: number) => smallest <= offset && offset <= largest;
  if (first !== undefined && allowed(first) && codebookSizes.every((k) => k === first))
    return first;
  if (allowed(FORGE_OFFSET)) return FORGE_OFFSET;
  const powerOfTwo = 2 ** Math.ceil(Math.log2(smallest));
  if (allowed(powerOfTwo)) return powerOfTwo;
  return smallest === largest ? smallest : null;
}
