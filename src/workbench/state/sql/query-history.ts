const KEY = 'sid-workbench.queries';
const MAX_QUERIES = 30;

/** Queries that were run before, the latest first, each once. */
export function recallQueries(storage?: Pick<Storage, 'getItem'>): string[] {
  try {
    // Read inside: where storage is blocked, even its name throws.
    const value: unknown = JSON.parse((storage ?? localStorage).getItem(KEY) ?? '[]');
    return Array.isArray(value) ? value.filter((query) => typeof query === 'string') : [];
  } catch {
    return [];
  }
}

/** The queries with this one in front. */
export function withQuery(queries: readonly string[], sql: string): string[] {
  const query = sql.trim();
  if (query === '') return [...queries];
  return [query, ...queries.filter((other) => other !== query)].slice(0, MAX_QUERIES);
}

export function rememberQueries(
  queries: readonly string[],
  storage?: Pick<Storage, 'setItem'>,
): void {
  try {
    (storage ?? localStorage).setItem(KEY, JSON.stringify(queries));
  } catch {
    // Storage full or blocked: they last until reload.
  }
}
