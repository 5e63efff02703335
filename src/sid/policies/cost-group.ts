/** The items of one prefix and what each last-level code would cost them. */
export interface CostGroup {
  /** n: items of the prefix. */
  readonly items: number;
  /** K: codes of the last level. */
  readonly codebookSize: number;
  /** The m codes that take part, ascending; at least min(n, K). */
  readonly columns: Uint32Array;
  /**
   * Row-major n x m: distance less the item's smallest, in units of half the range of all
   * n x K distances. Lies in [0, 2] whatever the scale of the vectors.
   */
  readonly costs: Float32Array;
}

/** From distances, row-major n x K. Throws if their number is wrong or one is not finite. */
export function costGroup(distances: Float32Array, items: number, codebookSize: number): CostGroup {
  if (distances.length !== items * codebookSize) {
    throw new Error(`${distances.length} distances for ${items} items x ${codebookSize} codes`);
  }
  const nearest = new Float64Array(items).fill(Infinity);
  let max = -Infinity;
  for (let item = 0, at = 0; item < items; item++) {
    for (let code = 0; code < codebookSize; code++, at++) {
      const distance = distances[at]!;
      if (!Number.isFinite(distance)) throw new Error(`distance ${at} is ${distance}`);
      nearest[item] = Math.min(nearest[item]!, distance);
      max = Math.max(max, distance);
    }
  }
  const min = nearest.reduce((a, b) => Math.min(a, b), Infinity);
  // All distances equal: every code costs 0, in any unit.
  const unit = max > min ? (max - min) / 2 : 1;
  const columns = usefulCodes(distances, items, codebookSize);
  const width = columns.length;
  const costs = new Float32Array(items * width);
  for (let item = 0; item < items; item++) {
    for (let column = 0; column < width; column++) {
      const distance = distances[item * codebookSize + columns[column]!]!;
      costs[item * width + column] = (distance - nearest[item]!) / unit;
    }
  }
  return { items, codebookSize, columns, costs };
}

/**
 * The codes that some item has among its n nearest. No one-to-one assignment gains from another:
 * n - 1 other items cannot take all n. Skipping the rest makes small groups, which are nearly all
 * of them, cost n^2 codes at most instead of K.
 */
function usefulCodes(distances: Float32Array, items: number, codebookSize: number): Uint32Array {
  const all = Uint32Array.from({ length: codebookSize }, (_, code) => code);
  if (items * items >= codebookSize) return all;
  const useful = new Set<number>();
  for (let item = 0; item < items; item++) {
    const row = distances.subarray(item * codebookSize, (item + 1) * codebookSize);
    for (const code of lowest(row, items)) useful.add(code);
  }
  return all.filter((code) => useful.has(code));
}

/** Indices of the `count` lowest values, ties to the lower index: by insertion, as count is small. */
function lowest(values: Float32Array, count: number): number[] {
  const found: number[] = [];
  for (const [index, value] of values.entries()) {
    if (found.length === count && value >= values[found[count - 1]!]!) continue;
    let place = found.length;
    while (place > 0 && values[found[place - 1]!]! > value) place -= 1;
    found.splice(place, 0, index);
    if (found.length > count) found.pop();
  }
  return found;
}
