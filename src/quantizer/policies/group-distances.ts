import type { GroupDistances } from '../../sid/policies/sinkhorn';

/** Distances fetched at once: 16 MiB. Uploading the codebooks for every small group would be slow. */
const BATCH = 2 ** 22;

/**
 * Distances of one group after another, in their order, fetched for many groups at once: as many as
 * stay below `batch` numbers, but at least one.
 */
export function batchedDistances(
  groups: readonly Uint32Array[],
  codebookSize: number,
  fetch: (rows: Uint32Array) => Promise<Float32Array>,
  batch = BATCH,
): GroupDistances {
  const ready: Float32Array[] = [];
  let next = 0;
  return async () => {
    if (ready.length === 0) {
      const taken = take(groups, next, Math.floor(batch / codebookSize));
      next += taken.length;
      const distances = await fetch(joined(taken));
      let start = 0;
      for (const rows of taken) {
        const end = start + rows.length * codebookSize;
        ready.push(distances.subarray(start, end));
        start = end;
      }
    }
    const first = ready.shift();
    if (!first) throw new Error('distances of more groups were asked for than there are');
    return first;
  };
}

function take(groups: readonly Uint32Array[], begin: number, rows: number): Uint32Array[] {
  const taken: Uint32Array[] = [];
  let total = 0;
  for (const group of groups.slice(begin)) {
    total += group.length;
    if (taken.length > 0 && total > rows) break;
    taken.push(group);
  }
  return taken;
}

function joined(groups: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(groups.reduce((sum, rows) => sum + rows.length, 0));
  let at = 0;
  for (const rows of groups) {
    all.set(rows, at);
    at += rows.length;
  }
  return all;
}
