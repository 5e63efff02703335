import type { QueryResult } from '../../dataset/types';
import { dataClient } from './clients';

/** SQL over the opened tables. Throws `SQL_ERROR`, or `CANCELLED` once the signal fires. */
export async function runQuery(sql: string, signal: AbortSignal): Promise<QueryResult> {
  return (await dataClient()).query(sql, { signal });
}
