import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { exportItems, exportSidLists } from './export-items';
import { openShard } from './open-shard';
import { sliceShard } from './slice';
import type { Slice } from './types';

/*
 * Parquet against DuckDB's own reader and writer, which is another implementation than the one that
 * the page uses. In Node the decoder's WASM is given as bytes: there is no page to fetch it from.
 */
vi.mock('parquet-wasm/esm/parquet_wasm_bg.wasm?url', async () => {
  const path = createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm');
  return { default: await readFile(path) };
});
vi.stubGlobal('addEventListener', () => undefined);

let folder = '';
let duckdb: DuckDBConnection;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sid-duckdb-'));
  duckdb = await (await DuckDBInstance.create(':memory:')).connect();
});
afterAll(async () => {
  duckdb.closeSync();
  await rm(folder, { recursive: true });
});

const pathOf = (name: string) => join(folder, name);

/** Rows of a Parquet file as DuckDB reads them, values as JSON has them. */
async function readByDuckdb(name: string, bytes: Uint8Array): Promise<unknown[]> {
  await writeFile(pathOf(name), bytes);
  const reader = await duckdb.runAndReadAll(`FROM '${pathOf(name)}'`);
  return reader.getRowObjectsJson();
}

/** A file as DuckDB's COPY writes it. */
async function writtenByDuckdb(select: string, options: string): Promise<File> {
  const path = pathOf('written.parquet');
  await duckdb.run(`COPY (${select}) TO '${path}' (FORMAT parquet, ${options})`);
  return new File([new Uint8Array(await readFile(path))], 'written.parquet');
}

async function sliceOf(file: File, vector: string): Promise<Slice> {
  const { source, shard } = await openShard([file]);
  const request = {
    mapping: { ...shard.mapping, vector },
    ...{ where: '', sample: null, seed: 0, dropNonFinite: false },
  };
  const noDatabase = () => Promise.reject(new Error('no SQL here'));
  return sliceShard(source, request, noDatabase, { onProgress: () => undefined });
}

describe('what is written, read by DuckDB', () => {
  const codes = [Uint32Array.of(12, 3), Uint32Array.of(7, 0), Uint32Array.of(201, 32767)];

  test('items.parquet', async () => {
    const bytes = await exportItems(['9007199254740993', '-1'], codes);
    expect(await readByDuckdb('items.parquet', bytes)).toEqual([
      { item_id: '9007199254740993', c1: 12, c2: 7, c3: 201, code_str: '12-7-201' },
      { item_id: '-1', c1: 3, c2: 0, c3: 32767, code_str: '3-0-32767' },
    ]);
    const types = await duckdb.runAndReadAll(`DESCRIBE FROM '${pathOf('items.parquet')}'`);
    expect(types.getColumnsJson()[1]).toEqual([
      ...['BIGINT', 'INTEGER', 'INTEGER', 'INTEGER', 'VARCHAR'],
    ]);
  });

  test.each(['pid', 'item_id'])('lists of codes beside %s', async (idName) => {
    const bytes = await exportSidLists(['ünïcode', '007'], codes, idName);
    expect(await readByDuckdb('lists.parquet', bytes)).toEqual([
      { [idName]: 'ünïcode', codes: [12, 7, 201] },
      { [idName]: '007', codes: [3, 0, 32767] },
    ]);
  });
});

/** 2,500 rows of 512 dims: row r, dim d holds r + d / 512, which float32 holds. */
const ROWS = 2500;
const VECTOR = 'list_transform(range(512), d -> (r % 64 + d / 512)::FLOAT)';
const items = (emb: string) => `SELECT r::INTEGER AS item_id, 'Item ' || (r % 7) AS title,
  CASE WHEN r % 3 = 0 THEN NULL ELSE 'cat ' || (r % 5) END AS category, ${emb} AS emb
  FROM range(${ROWS}) t(r)`;

function expectItems(slice: Slice): void {
  expect(slice).toMatchObject({ rows: ROWS, dim: 512 });
  for (const row of [0, 1, 2047, 2048, ROWS - 1]) {
    const vector = slice.vectors.subarray(row * 512, (row + 1) * 512);
    expect(vector.every((value, d) => value === (row % 64) + d / 512)).toBe(true);
    expect(slice.ids[row]).toBe(String(row));
    expect(slice.titles[row]).toBe(`Item ${row % 7}`);
    expect(slice.categories[row]).toBe(row % 3 === 0 ? '' : `cat ${row % 5}`);
  }
}

describe('what DuckDB writes is read', () => {
  test.each([
    ['arrays, snappy', `${VECTOR}::FLOAT[512]`, 'COMPRESSION snappy'],
    [
      'arrays, zstd, row groups of 2,048',
      `${VECTOR}::FLOAT[512]`,
      'COMPRESSION zstd, ROW_GROUP_SIZE 2048',
    ],
    ['lists, gzip', VECTOR, 'COMPRESSION gzip'],
    ['lists, uncompressed', VECTOR, 'COMPRESSION uncompressed'],
    ['lists, lz4_raw', VECTOR, 'COMPRESSION lz4_raw'],
    ['doubles, brotli', `${VECTOR}::DOUBLE[512]`, 'COMPRESSION brotli'],
    ['lists, pages of version 2', VECTOR, 'PARQUET_VERSION v2'],
    ['lists, no dictionary', VECTOR, 'DICTIONARY_SIZE_LIMIT 1'],
  ])('%s', async (_what, emb, options) => {
    expectItems(await sliceOf(await writtenByDuckdb(items(emb), options), 'emb'));
  });

  test('columns of every type beside the vectors', async () => {
    const select = `SELECT 'a' || r AS item_id, r::HUGEINT AS huge, uuid() AS uuid,
      (r / 8)::DECIMAL(18, 3) AS price, (r / 8)::DECIMAL(4, 1) AS small,
      TIMESTAMP '2024-05-02 10:00:00' + r * INTERVAL 1 DAY AS at, DATE '2024-05-02' AS day,
      TIME '10:00' AS clock, r % 2 = 0 AS flag, {'a': r, 'b': 'x'} AS pair, MAP {'k': r} AS map,
      'b'::BLOB AS bytes, INTERVAL 3 DAY AS span, r::UTINYINT AS tiny, r::UBIGINT AS unsigned,
      CASE WHEN r = 1 THEN NULL ELSE 'drama' END AS genre, ['x', 'y'] AS tags,
      [r, 0.5]::FLOAT[2] AS emb FROM range(3) t(r)`;
    const file = await writtenByDuckdb(select, 'COMPRESSION snappy');
    const { shard } = await openShard([file]);
    expect(shard.mapping).toMatchObject({ id: 'item_id', vector: 'emb', category: 'genre' });
    expect(shard.preview[1]).toMatchObject({
      ...{ item_id: 'a1', price: '0.125', small: '0.1', at: '2024-05-03T10:00:00.000Z' },
      ...{ day: '2024-05-02', flag: 'false', tiny: '1', unsigned: '1', genre: '' },
      ...{ tags: 'x | y', emb: '1, 0.5 (2)' },
    });
    const slice = await sliceOf(file, 'emb');
    expect([...slice.vectors]).toEqual([0, 0.5, 1, 0.5, 2, 0.5]);
    expect(slice.categories).toEqual(['drama', '', 'drama']);
  });

  test.each([
    [
      'a null vector',
      '[CASE WHEN r = 1 THEN NULL ELSE [1.5, 2]::FLOAT[] END][1]',
      'VEC_RAGGED',
      'row 1 has 0',
    ],
    [
      'a null component',
      '[1.5, CASE WHEN r = 1 THEN NULL ELSE 2 END]::FLOAT[2]',
      'VEC_NAN',
      '(row 1)',
    ],
    ['ragged lists', '[1.5, 2, 3][:r + 1]::FLOAT[]', 'VEC_RAGGED', 'row 1 has 2'],
    ['decimals', '[1.5, 2]::DECIMAL(4, 1)[]', 'SCHEMA_NO_VECTOR', 'emb'],
  ])('%s is named', async (_what, emb, code, words) => {
    const file = await writtenByDuckdb(
      `SELECT r AS id, ${emb} AS emb FROM range(3) t(r)`,
      'COMPRESSION snappy',
    );
    const error = await sliceOf(file, 'emb').catch((problem: unknown) => problem);
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) as string });
  });

  test('no rows', async () => {
    const select = 'SELECT 1 AS id, [1.5]::FLOAT[1] AS emb WHERE false';
    const { shard } = await openShard([await writtenByDuckdb(select, 'COMPRESSION snappy')]);
    expect(shard).toMatchObject({ rows: 0, preview: [] });
  });
});
