import { Float32, tableFromIPC } from 'apache-arrow';
import * as parquet from 'parquet-wasm/esm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemsFile, listVector, numberedRows, parquetFile } from '../dataset/shard.fixture';
import type { ColumnMapping, SliceRequest } from '../dataset/types';
import { createDataClient } from './data-client';

/** One worker for the file: booting DuckDB takes a second or two. */
const client = createDataClient();
afterAll(() => client.terminate());

const MAPPING: ColumnMapping = {
  id: 'item_id',
  vector: 'behavior_embedding',
  title: 'title',
  category: 'genres',
};
const request = (change: Partial<SliceRequest> = {}): SliceRequest => ({
  mapping: MAPPING,
  where: '',
  sample: null,
  seed: 7,
  dropNonFinite: false,
  ...change,
});

describe('the data worker', () => {
  beforeAll(async () => {
    await client.open(await itemsFile());
  });

  test('opens Parquet: columns, guess, five rows', async () => {
    const shard = await client.open(await itemsFile());
    expect(shard).toMatchObject({ name: 'items.parquet', rows: 10, mapping: MAPPING });
    expect(shard.columns.map(({ kind, dim }) => [kind, dim])).toEqual([
      ['number', null],
      ['text', null],
      ['number', null],
      ['list', null],
      ['vector', 3],
      ['vector', 2],
    ]);
    expect(shard.preview).toHaveLength(5);
    expect(shard.preview[1]).toEqual({
      item_id: '101',
      title: 'Item 1',
      year: '1991',
      genres: 'Comedy',
      text_embedding: '10, 11, 12 (3)',
      behavior_embedding: '10, 11 (2)',
    });
  });

  test('slices without SQL, with progress', async () => {
    const phases = new Set<string>();
    const slice = await client.slice(request(), { onProgress: ({ phase }) => phases.add(phase) });
    expect(slice).toMatchObject({ rows: 10, dim: 2, totalRows: 10, seed: 7 });
    expect(slice.ids[9]).toBe('109');
    expect(slice.titles[9]).toBe('Item 9');
    expect(slice.categories[0]).toBe('Drama | War');
    expect([...slice.vectors.slice(18)]).toEqual([90, 91]);
    expect(phases).toContain('Reading vectors');
    expect(phases).not.toContain('Starting SQL');
  });

  test('WHERE, then the sample, then only those vectors', async () => {
    const where = "year = 1991 AND list_contains(genres, 'Comedy') -- odd rows";
    const slice = await client.slice(request({ where }));
    expect([...slice.rowNumbers]).toEqual([1, 7]);
    expect([...slice.vectors]).toEqual([10, 11, 70, 71]);
    const sample = await client.slice(request({ where: 'row_number >= 5;', sample: 2 }));
    expect(sample.rows).toBe(2);
    expect(sample.rowNumbers[0]).toBeGreaterThanOrEqual(5);
  });

  test('SQL over the table named after the file', async () => {
    const sql =
      "SELECT genres, count(*) AS n, avg(year) FROM 'items.parquet' GROUP BY 1 ORDER BY genres";
    const result = await client.query(sql);
    expect(result).toMatchObject({ columns: ['genres', 'n', 'avg("year")'], truncated: false });
    expect(result.rows.map((row) => row.slice(0, 2))).toEqual([
      ['Comedy', '5'],
      ['Drama | War', '5'],
    ]);
  });

  test('a long result is cut and says so', async () => {
    const result = await client.query('SELECT range FROM range(5000)');
    expect(result).toMatchObject({ truncated: true });
    expect(result.rows).toHaveLength(1000);
  });

  test.each([
    ['SELEC 1', 'syntax error'],
    ["SELECT * FROM 'other.parquet'", 'other.parquet'],
    ["SELECT yeer FROM 'items.parquet'", 'yeer'],
    ["SELECT * FROM read_json('https://example.com/a.json')", ''],
  ])('SQL_ERROR: %s', async (sql, word) => {
    await expect(client.query(sql)).rejects.toMatchObject({
      code: 'SQL_ERROR',
      message: expect.stringContaining(word) as string,
      hint: expect.stringContaining("'items.parquet'") as string,
    });
  });

  test('a mistake is shown at its place, in a query and in a WHERE', async () => {
    await expect(client.query('SELECT 1\nFRM x')).rejects.toMatchObject({
      message: expect.stringContaining(' at line 2, column ') as string,
    });
    await expect(client.slice(request({ where: 'year = 1 AND AND' }))).rejects.toMatchObject({
      message: expect.stringContaining(' at line 1, column 14') as string,
    });
  });

  test('SIDs are joined with the file, and a query picks the rows in use', async () => {
    const sids = {
      ids: ['100', '101', '103'],
      titles: [],
      categories: [],
      rowNumbers: Uint32Array.of(0, 1, 3),
      codebookSizes: [2],
      codes: [Uint32Array.of(0, 1, 1)],
    };
    await client.giveResults({ sids, runs: [] });
    const from = "FROM 'items.parquet' JOIN sids USING (row_number) WHERE bucket_size = 2";
    expect((await client.query(`SELECT title, sid ${from} ORDER BY 1`)).rows).toEqual([
      ['Item 1', '1'],
      ['Item 3', '1'],
    ]);
    expect((await client.query('SELECT count(*) FROM runs')).rows).toEqual([['0']]);
    const pick = (sql: string, column: string) => client.rowsOfQuery({ sql, column });
    const rows = await pick(`SELECT row_number ${from} -- two`, 'row_number');
    expect([...rows]).toEqual([1, 3]);
    const byId = "SELECT i.item_id FROM 'items.parquet' i WHERE year = 1990 ORDER BY year DESC;";
    expect([...(await pick(byId, 'item_id'))]).toEqual([0, 3, 6, 9]);
    const picked = { sql: '', rows };
    const slice = await client.slice(request({ picked, where: 'row_number > 1' }));
    expect([...slice.rowNumbers]).toEqual([3]);
    expect([...(await client.slice(request({ picked }))).vectors]).toEqual([10, 11, 30, 31]);
    await client.giveResults({ sids: null, runs: [] });
    await expect(client.query('SELECT 1 FROM sids')).rejects.toMatchObject({ code: 'SQL_ERROR' });
  });

  test('SQL_ERROR and SLICE_EMPTY from a WHERE', async () => {
    await expect(client.slice(request({ where: 'year >' }))).rejects.toMatchObject({
      code: 'SQL_ERROR',
    });
    await expect(client.slice(request({ where: 'year = 1' }))).rejects.toMatchObject({
      code: 'SLICE_EMPTY',
      message: expect.stringContaining('year = 1') as string,
    });
  });

  test('a running query is cancelled, and the next one answers', async () => {
    const controller = new AbortController();
    const endless = client.query(
      'SELECT count(*) FROM range(10000000000) a WHERE sin(a.range) > 2',
      { signal: controller.signal },
    );
    setTimeout(() => controller.abort(), 50);
    await expect(endless).rejects.toMatchObject({ code: 'CANCELLED' });
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([['1']]);
  });

  test('a second file replaces the table, also under a quoted name', async () => {
    await client.query("SELECT 1 FROM 'items.parquet'");
    await client.open(await itemsFile('my "own" items.parquet'));
    const result = await client.query('SELECT count(*) FROM "my ""own"" items.parquet"');
    expect(result.rows).toEqual([['10']]);
    await expect(client.query("SELECT 1 FROM 'items.parquet'")).rejects.toMatchObject({
      code: 'SQL_ERROR',
    });
    expect((await client.slice(request({ where: 'year = 1990' }))).rows).toBe(4);
  });

  test('codes alone are the items in use, and SQL has them without a file of items', async () => {
    const codes = new File(['item_id,c1,c2\na,1,0\nb,1,0\n'], 'codes.csv');
    const titles = new File(['item_id,title\na,Alpha\n'], 'titles.csv');
    const { ids, sids, titles: named } = await client.openCodes({ files: [codes, titles] });
    const rowNumbers = Uint32Array.of(0, 1);
    const { codebookSizes, codes: levels } = sids;
    const rows = { ids, titles: named, categories: [], rowNumbers, codebookSizes, codes: levels };
    await client.giveResults({ sids: rows, runs: [] });
    const { rows: found } = await client.query('SELECT item_id, title, sid FROM sids ORDER BY 1');
    expect(found).toEqual([
      ['a', 'Alpha', '1-0'],
      ['b', 'b', '1-0'],
    ]);
    await expect(client.query('SELECT 1 FROM nowhere')).rejects.toMatchObject({
      code: 'SQL_ERROR',
      hint: expect.stringContaining('No file of items is open.') as string,
    });
    await expect(client.slice(request())).rejects.toMatchObject({ code: 'NO_FILE' });
    await client.open(await itemsFile());
    expect((await client.query("SELECT count(*) FROM 'items.parquet'")).rows).toEqual([['10']]);
  });

  test('damaged pages on which the decoder panics are a problem, and the worker lives on', async () => {
    const vector = listVector(new Float32(), numberedRows(4000, 64));
    const bytes = await (await parquetFile('damaged.parquet', { vector })).arrayBuffer();
    new Uint8Array(bytes).fill(0xff, bytes.byteLength * 0.3, bytes.byteLength * 0.45);
    const shard = await client.open(new File([bytes], 'damaged.parquet'));
    await expect(client.slice(request({ mapping: shard.mapping }))).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
      message: expect.stringContaining('unreachable') as string,
    });
    await client.open(await itemsFile());
    expect((await client.slice(request())).rows).toBe(10);
  });

  test('exports items as Parquet, ids with their type', async () => {
    await parquet.default();
    const read = (bytes: Uint8Array) =>
      tableFromIPC(parquet.readParquet(bytes).intoIPCStream())
        .toArray()
        .map((row) => (row as { toJSON(): unknown }).toJSON());
    const codes = [Uint32Array.of(12, 3), Uint32Array.of(7, 0), Uint32Array.of(201, 32767)];
    expect(read(await client.exportItems({ ids: ['9007199254740993', '-1'], codes }))).toEqual([
      { item_id: 9007199254740993n, c1: 12, c2: 7, c3: 201, code_str: '12-7-201' },
      { item_id: -1n, c1: 3, c2: 0, c3: 32767, code_str: '3-0-32767' },
    ]);
    const [row] = read(await client.exportItems({ ids: ['007', '8'], codes: codes.slice(0, 1) }));
    expect(row).toEqual({ item_id: '007', c1: 12, code_str: '12' });
    const lists = (bytes: Uint8Array) =>
      read(bytes).map((row) => JSON.parse(JSON.stringify(row)) as unknown);
    const request = { ids: ['a', 'b'], codes, idName: 'pid' };
    expect(lists(await client.exportSidLists(request))).toEqual([
      { pid: 'a', codes: [12, 7, 201] },
      { pid: 'b', codes: [3, 0, 32767] },
    ]);
    const none = { ids: [], codes: [new Uint32Array(0)], idName: 'item_id' };
    expect(lists(await client.exportSidLists(none))).toEqual([]);
  });
});
