/** Pairs that share a query, side by side. */
export interface QueryRuns {
  /** The distinct queries, ascending. */
  readonly rows: Uint32Array;
  /** rows.length + 1 offsets into the pairs. */
  readonly starts: Uint32Array;
  /** Of each pair, the index of its query in `rows`. */
  readonly queryOf: Uint32Array;
  /** The most pairs that any `count` consecutive queries have. */
  largest(count: number): number;
}

/** `queries` are ascending. */
export function queryRuns(queries: Uint32Array): QueryRuns {
  const rows: number[] = [];
  const starts: number[] = [];
  const queryOf = queries.map((row, pair) => {
    if (pair === 0 || row !== queries[pair - 1]) {
      rows.push(row);
      starts.push(pair);
    }
    return rows.length - 1;
  });
  starts.push(queries.length);
  const largest = (count: number) =>
    rows.reduce((most, _, first) => {
      const end = starts[Math.min(rows.length, first + count)]!;
      return Math.max(most, end - starts[first]!);
    }, 1);
  return { rows: Uint32Array.from(rows), starts: Uint32Array.from(starts), queryOf, largest };
}
