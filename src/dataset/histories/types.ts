/** User histories as the file has them: items by id, oldest first. */
export interface HistoryFile {
  readonly name: string;
  /** User ids as text, in the order of their first line. */
  readonly users: readonly string[];
  /** users + 1 offsets into `items`. */
  readonly starts: Uint32Array;
  /** Index into `itemIds` of every interaction. */
  readonly items: Uint32Array;
  /** The distinct item ids, as text. */
  readonly itemIds: readonly string[];
}

/** Histories against the rows in use. Its arrays are transferred, so the receiver owns them. */
export interface Histories {
  readonly summary: HistoriesSummary;
  readonly users: readonly string[];
  /** users + 1 offsets into `rows`. */
  readonly starts: Uint32Array;
  /** Row of every interaction's item, oldest first; `NO_ROW` where the rows in use lack the item. */
  readonly rows: Uint32Array;
}

export interface HistoriesSummary {
  /** Of the file. */
  readonly name: string;
  readonly users: number;
  readonly interactions: number;
  /** Interactions whose item is among the rows in use. */
  readonly known: number;
  /** Distinct items in the file, and how many of them are among the rows in use. */
  readonly items: number;
  readonly knownItems: number;
  /** Some item ids that are not. */
  readonly unknownExamples: readonly string[];
  /** Interactions a user, unknown items included. */
  readonly shortest: number;
  readonly median: number;
  readonly longest: number;
}
