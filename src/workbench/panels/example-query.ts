import type { OpenedShard } from '../../dataset/types';

/** A query that works on this very file: its category if it has one, else its first rows. */
export function exampleQuery({ name, mapping, columns }: OpenedShard): string {
  const table = `'${name.replaceAll("'", "''")}'`;
  const { category } = mapping;
  if (category && columns.some((column) => column.name === category)) {
    return `SELECT ${identifier(category)}, count(*) AS n FROM ${table} GROUP BY 1 ORDER BY 2 DESC`;
  }
  return `SELECT * FROM ${table} LIMIT 20`;
}

function identifier(name: string): string {
  return /^[a-z_][a-z0-9_]*$/i.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
