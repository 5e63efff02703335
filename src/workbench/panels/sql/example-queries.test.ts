import { describe, expect, it } from 'vitest';
import { exampleQueries } from './example-queries';

const shard = {
  name: 'items.parquet',
  rowNumber: 'row_number',
  bytes: 1,
  rows: 1,
  columns: [
    { name: 'genres', kind: 'list', type: 'List<Utf8>', dim: null },
    { name: 'title', kind: 'text', type: 'Utf8', dim: null },
  ],
  mapping: { id: null, vector: 'v', title: 'title', category: 'genres' },
  preview: [],
  skipped: null,
} as const;

describe('exampleQueries', () => {
  it('begins with the category', () => {
    expect(exampleQueries(shard, false)[0]?.sql).toBe(
      "SELECT genres, count(*) AS n FROM 'items.parquet' GROUP BY 1 ORDER BY 2 DESC",
    );
  });

  it('quotes what needs quoting, and falls back to the first rows', () => {
    const odd = { ...shard, name: "it's.parquet", mapping: { ...shard.mapping, category: null } };
    expect(exampleQueries(odd, false)[0]?.sql).toBe("SELECT * FROM 'it''s.parquet' LIMIT 20");
  });

  it('asks for SIDs only where there are some', () => {
    const of = (hasSids: boolean) => exampleQueries(shard, hasSids).map(({ sql }) => sql);
    expect(of(false).join()).not.toMatch(/sids|codes/);
    expect(of(true).join()).toContain("FROM 'items.parquet' JOIN sids USING (row_number)");
    const odd = { ...shard, rowNumber: 'row_number_' };
    expect(
      exampleQueries(odd, true)
        .map(({ sql }) => sql)
        .join(),
    ).toContain('f JOIN sids ON f.row_number_ = sids.row_number');
  });
});
