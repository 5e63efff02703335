import type { OpenedShard, QueryResult, RowsQuery } from '../../../dataset/types';
import { dataClient } from '../clients';
import { applyRows, editRequest, read } from '../data-actions';
import { appliedPolicy } from '../policy/policy-actions';
import { getRuns } from '../runs/runs-store';
import { getState } from '../store';
import { resultsNow } from './result-rows';

/** What the tables of results were made of when they were given last. */
let given: readonly unknown[] = [];

/** SQL over the opened tables. Throws `SQL_ERROR`, or `CANCELLED` once the signal fires. */
export async function runQuery(sql: string, signal: AbortSignal): Promise<QueryResult> {
  const client = await dataClient();
  const { slice, trained, draft } = getState();
  const of = [slice, trained, draft.levels, appliedPolicy(), getRuns().runs];
  if (of.some((part, i) => part !== given[i])) {
    await client.giveResults(resultsNow());
    given = of;
  }
  return client.query(sql, { signal });
}

/** The column of a result that names rows of the file: their number, else the id; null for neither. */
export function rowsColumn(columns: readonly string[], shard: OpenedShard): string | null {
  const { rowNumber, mapping } = shard;
  return (
    [rowNumber, getState().request?.mapping.id ?? mapping.id].find(
      (name) => name !== null && columns.includes(name),
    ) ?? null
  );
}

/** Has the rows that a query names be the rows in use. */
export async function pickRows(query: RowsQuery): Promise<boolean> {
  const rows = await read('slice', 'Picking rows', async (options) =>
    (await dataClient()).rowsOfQuery(query, options),
  );
  if (!rows) return false;
  editRequest({ picked: { sql: query.sql, rows }, where: '', sample: null });
  return applyRows();
}
