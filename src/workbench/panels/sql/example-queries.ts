import type { OpenedShard } from '../../../dataset/types';

/** A query that works on the opened file, and what it shows. */
export interface ExampleQuery {
  readonly title: string;
  readonly sql: string;
}

const DEAD_CODES =
  'SELECT level, count(*) FILTER (items = 0) AS dead, count(*) AS codes FROM codes GROUP BY 1 ORDER BY 1';
const RUNS =
  'SELECT run, name, method, shape, unique_ratio, reconstruction FROM runs ORDER BY unique_ratio DESC';

/** Of codes without a file of items: all is in the tables of results. */
export const CODES_QUERIES: readonly ExampleQuery[] = [
  {
    title: 'The largest buckets',
    sql: 'SELECT sid, bucket_size, list(item_id) AS items FROM sids\nWHERE bucket_size > 1 GROUP BY ALL ORDER BY bucket_size DESC',
  },
  { title: 'Items and their SIDs', sql: 'SELECT * FROM sids LIMIT 20' },
  { title: 'Dead codes of each level', sql: DEAD_CODES },
  { title: 'Runs by unique ratio', sql: RUNS },
];

/** The first works on the file alone; those on SIDs need trained levels. */
export function exampleQueries(shard: OpenedShard, hasSids: boolean): ExampleQuery[] {
  const { name, mapping, columns, rowNumber } = shard;
  const table = `'${name.replaceAll("'", "''")}'`;
  const has = (column: string | null): column is string =>
    column !== null && columns.some((one) => one.name === column);
  const found: ExampleQuery[] = [];
  if (has(mapping.category)) {
    found.push({
      title: 'Rows of each category',
      sql: `SELECT ${identifier(mapping.category)}, count(*) AS n FROM ${table} GROUP BY 1 ORDER BY 2 DESC`,
    });
  }
  found.push({ title: 'The first rows', sql: `SELECT * FROM ${table} LIMIT 20` });
  if (hasSids) {
    const shown = has(mapping.title) ? `, list(${identifier(mapping.title)}) AS items` : '';
    const join =
      rowNumber === 'row_number'
        ? 'JOIN sids USING (row_number)'
        : `f JOIN sids ON f.${rowNumber} = sids.row_number`;
    found.push(
      {
        title: 'The largest buckets',
        sql: `SELECT sid, bucket_size${shown}\nFROM ${table} ${join}\nWHERE bucket_size > 1 GROUP BY ALL ORDER BY bucket_size DESC`,
      },
      { title: 'Dead codes of each level', sql: DEAD_CODES },
      {
        title: 'Rows whose SID is their own (use them as a slice)',
        sql: `SELECT ${rowNumber}\nFROM ${table} ${join}\nWHERE bucket_size = 1`,
      },
    );
  }
  found.push({ title: 'Runs by unique ratio', sql: RUNS });
  return found;
}

function identifier(name: string): string {
  return /^[a-z_][a-z0-9_]*$/i.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
