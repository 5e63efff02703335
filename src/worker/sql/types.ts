/** SIDs of rows in use, for SQL. */
export interface SidRows {
  readonly ids: readonly string[];
  /** Of items that no file's table names; else empty. */
  readonly titles: readonly string[];
  readonly categories: readonly string[];
  /** Row number in the file, ascending. */
  readonly rowNumbers: Uint32Array;
  readonly codebookSizes: readonly number[];
  /** One array a level, in the order of `ids`. */
  readonly codes: readonly Uint32Array[];
}

/** A kept run as a row of the table `runs`. */
export interface RunRow {
  readonly run: number;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** "3 × 256" */
  readonly shape: string;
  readonly bits: number;
  readonly file: string;
  readonly items: number;
  readonly dim: number;
  readonly unique_ratio: number;
  readonly items_in_collision: number;
  readonly max_bucket: number;
  readonly sid_entropy: number;
  readonly forge_gini: number;
  /** NaN where there are no vectors; null in SQL. */
  readonly reconstruction: number;
  readonly seconds: number;
  readonly adapter: string;
}

/** What SQL may join with the file's own columns. */
export interface ResultTables {
  /** null while nothing is trained. */
  readonly sids: SidRows | null;
  readonly runs: readonly RunRow[];
}
