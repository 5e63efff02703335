import type { DataType } from 'apache-arrow';
import { valueText } from './arrow-text';
import type { Database } from './duckdb';
import type { ShardSource } from './source';
import { sqlProblem } from './sql-table';
import { QUERY_ROW_LIMIT, type QueryResult } from './types';

/** Runs the user's SQL, over a file's table if there is one; at most `QUERY_ROW_LIMIT` rows are fetched. Throws `SQL_ERROR`. */
export async function runQuery(
  database: Database,
  source: ShardSource | null,
  sql: string,
  signal?: AbortSignal,
): Promise<QueryResult> {
  const start = performance.now();
  const rows: string[][] = [];
  let columns: string[] = [];
  let truncated = false;
  try {
    for await (const batch of database.batches(sql, signal)) {
      const { fields } = batch.schema;
      columns = fields.map((field) => field.name);
      for (let row = 0; row < batch.numRows && !truncated; row++) {
        if (rows.length === QUERY_ROW_LIMIT) truncated = true;
        else {
          rows.push(
            fields.map((field, index) =>
              valueText(batch.getChildAt(index)?.get(row), field.type as DataType),
            ),
          );
        }
      }
      if (truncated) break;
    }
  } catch (error) {
    throw sqlProblem(error, source, { text: sql, at: 0 }, signal);
  }
  return { columns, rows, truncated, ms: performance.now() - start };
}
