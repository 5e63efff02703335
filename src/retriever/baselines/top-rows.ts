/** One score an item; higher is better. */
export type Scores = Float32Array | Float64Array;

/**
 * The `count` best of some rows, best first; of equal scores the row that stands first in `rows`. A
 * heap of the best so far, its root the worst of them: O(rows) where few scores beat those before, as
 * with counts, else O(rows + count log count log(rows / count)).
 */
export function topRows(rows: Uint32Array, scores: Scores, count: number): Uint32Array {
  const size = Math.min(count, rows.length);
  const heap = Uint32Array.from({ length: size }, (_, place) => place);
  /** Whether the row at place a ranks behind the one at place b. */
  const isBehind = (a: number, b: number) => {
    const [x, y] = [scores[rows[a]!]!, scores[rows[b]!]!];
    return x < y || (x === y && a > b);
  };
  const sink = (at: number) => {
    const moved = heap[at]!;
    for (let child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && isBehind(heap[child + 1]!, heap[child]!)) child += 1;
      if (!isBehind(heap[child]!, moved)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = moved;
  };
  if (size === 0) return heap;
  for (let at = (size >> 1) - 1; at >= 0; at--) sink(at);
  for (let place = size; place < rows.length; place++) {
    if (!isBehind(heap[0]!, place)) continue;
    heap[0] = place;
    sink(0);
  }
  heap.sort((a, b) => (isBehind(a, b) ? 1 : -1));
  return heap.map((place) => rows[place]!);
}
