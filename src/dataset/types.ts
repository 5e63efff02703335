import type { ProblemDetail } from '../problem';

/** What a column of the opened file holds, as far as the workbench cares. */
export type ColumnKind = 'vector' | 'text' | 'number' | 'list' | 'other';

export interface ColumnInfo {
  readonly name: string;
  readonly kind: ColumnKind;
  /** The type in the file's own words, e.g. `List<Float32>`, `<f4 (3496, 128)`. */
  readonly type: string;
  /** Vector columns only; null if lengths differ or are not known before decoding. */
  readonly dim: number | null;
}

/** Which column plays which part. null = none. */
export interface ColumnMapping {
  readonly id: string | null;
  readonly vector: string;
  readonly title: string | null;
  readonly category: string | null;
}

/** An opened, not yet sliced file. */
export interface OpenedShard {
  /** The column that numbers the rows from 0 in SQL. */
  readonly rowNumber: string;
  /** The file's name, also the DuckDB table's name. */
  readonly name: string;
  readonly bytes: number;
  readonly rows: number;
  readonly columns: readonly ColumnInfo[];
  /** The guess. The user may change it. */
  readonly mapping: ColumnMapping;
  /** First five rows, every value as short text; vectors abbreviated. */
  readonly preview: readonly Readonly<Record<string, string>>[];
  /** Records of a text file that are no rows; null where none was. */
  readonly skipped: SkippedRows | null;
}

/** Records of a text file that cannot be used: they have no row number. */
export interface SkippedRows {
  readonly rows: number;
  /** Some of them: "record 17: its feature has 511 components, not 512". */
  readonly examples: readonly string[];
}

export interface SliceRequest {
  readonly mapping: ColumnMapping;
  /** Only these rows, then the filter; missing for all. */
  readonly picked?: PickedRows | undefined;
  /** SQL after WHERE, or empty. */
  readonly where: string;
  /** Seeded uniform sample of this many rows after the filter, or null for all. */
  readonly sample: number | null;
  readonly seed: number;
  /** Drop rows whose vector holds NaN or Inf. false: such rows raise `VEC_NAN`. */
  readonly dropNonFinite: boolean;
}

/** Rows that a query has named. */
export interface PickedRows {
  /** The query, for people. */
  readonly sql: string;
  /** Row numbers in the file, ascending, each once. */
  readonly rows: Uint32Array;
}

/** A query, and the column of its result that names rows of the file. */
export interface RowsQuery {
  readonly sql: string;
  readonly column: string;
}

/** Facts about the chosen vectors, before training. */
export interface QualityReport {
  readonly rows: number;
  /** Rows with a NaN or Inf component (already dropped if the request asked for that). */
  readonly nonFiniteRows: number;
  readonly zeroRows: number;
  /** Number of distinct vectors, compared bit by bit. */
  readonly distinctRows: number;
  /** Items whose vector is bit-identical to another item's. */
  readonly duplicateRows: number;
  readonly norms: NormHistogram;
}

/** L2 norms. `edges` has one entry more than `counts`. */
export interface NormHistogram {
  readonly min: number;
  readonly mean: number;
  readonly max: number;
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** The rows in use, vectors decoded. */
export interface Slice {
  readonly name: string;
  /** Row-major rows x dim. Transferred, so the receiver owns it. */
  readonly vectors: Float32Array;
  readonly rows: number;
  readonly dim: number;
  /** Rows of the file before filter and sample. */
  readonly totalRows: number;
  readonly seed: number;
  /** Row number in the file of each row in use, ascending. */
  readonly rowNumbers: Uint32Array;
  /** As text, in row order. The row number where the file has no id column. */
  readonly ids: readonly string[];
  /** Empty if no title column is mapped. */
  readonly titles: readonly string[];
  /** Empty if no category column is mapped. Lists are joined by ` | `. */
  readonly categories: readonly string[];
  readonly quality: QualityReport;
  /** What is wrong with the ids, though the rows can be used. */
  readonly notes: readonly ProblemDetail[];
  /** Hash of the vectors: slices with the same one hold the same vectors in the same order. */
  readonly fingerprint: string;
}

/** Rows of a query's result that are kept: more than anyone reads in a table. */
export const QUERY_ROW_LIMIT = 1000;

export interface QueryResult {
  readonly columns: readonly string[];
  /** Values as text, at most `QUERY_ROW_LIMIT` rows. */
  readonly rows: readonly (readonly string[])[];
  /** true if the result had more rows than were kept. */
  readonly truncated: boolean;
  readonly ms: number;
}
