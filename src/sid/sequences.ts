/** What each user did, in compressed rows: user u's are `rows[starts[u]]` to `rows[starts[u + 1] - 1]`. */
export interface Sequences {
  /** users + 1 offsets into `rows`. */
  readonly starts: Uint32Array;
  /** Oldest first; `NO_ROW` where an item is not in use. */
  readonly rows: Uint32Array;
}

/** The rows of one user after another, oldest first. Views: not to be changed. */
export function* sequencesOf({ starts, rows }: Sequences): Generator<Uint32Array> {
  for (let user = 0; user + 1 < starts.length; user++) {
    yield rows.subarray(starts[user], starts[user + 1]);
  }
}
