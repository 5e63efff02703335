import { describe, expect, it } from 'vitest';
import { exampleQuery } from './example-query';

const shard = {
  name: 'items.parquet',
  bytes: 1,
  rows: 1,
  columns: [{ name: 'genres', kind: 'list', type: 'List<Utf8>', dim: null }],
  mapping: { id: null, vector: 'v', title: null, category: 'genres' },
  preview: [],
  skipped: null,
} as const;

describe('exampleQuery', () => {
  it('counts by the category', () => {
    expect(exampleQuery(shard)).toBe(
      "SELECT genres, count(*) AS n FROM 'items.parquet' GROUP BY 1 ORDER BY 2 DESC",
    );
  });

  it('quotes what needs quoting, and falls back to the first rows', () => {
    const odd = { ...shard, name: "it's.parquet", mapping: { ...shard.mapping, category: null } };
    expect(exampleQuery(odd)).toBe("SELECT * FROM 'it''s.parquet' LIMIT 20");
  });
});
