/** Where an SQL error points: the line of the query, and how many characters stand before the place. */
export interface ErrorPlace {
  readonly line: string;
  readonly before: number;
}

/** The place that a message names, within the query that was run; null where it names none. */
export function errorPlace(message: string, sql: string): ErrorPlace | null {
  const [, row, column] = /at line (\d+), column (\d+)/.exec(message) ?? [];
  const line = sql.split('\n')[Number(row) - 1];
  return line === undefined ? null : { line, before: Number(column) - 1 };
}
