import type { Histories } from '../../../dataset/histories/types';

/** The rows of one user after another, oldest first; `NO_ROW` where an item is not in use. */
export function* sequencesOf({ starts, rows }: Histories): Generator<Uint32Array> {
  for (let user = 0; user + 1 < starts.length; user++) {
    yield rows.subarray(starts[user], starts[user + 1]);
  }
}
