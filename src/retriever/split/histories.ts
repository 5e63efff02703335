/**
 * What each user did, oldest first, in compressed rows: user u's items are `rows[starts[u]]` to
 * `rows[starts[u + 1]]` (excluded), each a row of the shard.
 */
export interface Histories {
  /** Length users + 1, ascending from 0. */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

export function userCount({ starts }: Histories): number {
  return starts.length - 1;
}
