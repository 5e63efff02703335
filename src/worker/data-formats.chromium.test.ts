import { Field, Float16, Float32, Struct, Table, tableToIPC, vectorFromArray } from 'apache-arrow';
import { afterAll, describe, expect, test } from 'vitest';
import { FEATHER_LZ4 } from '../dataset/arrow/feather.fixture';
import { listVector } from '../dataset/shard.fixture';
import { base64Of, textFile } from '../dataset/text/text.fixture';
import type { OpenedShard } from '../dataset/types';
import { createDataClient } from './data-client';

/** The formats beside Parquet and NumPy, through the worker and SQL: nulls and exact ids above all. */
const client = createDataClient();
afterAll(() => client.terminate());

const feather = new File(
  [Uint8Array.from(atob(FEATHER_LZ4), (letter) => letter.charCodeAt(0))],
  'items.feather',
);

const sliceOf = ({ mapping }: OpenedShard, where = '') =>
  client.slice({ mapping, where, sample: null, seed: 0, dropNonFinite: false });

describe('other formats', () => {
  test('Feather: a WHERE over text with nulls, ids and vectors of its rows', async () => {
    const shard = await client.open(feather);
    expect(shard.mapping).toEqual({ id: 'id', vector: 'emb', title: 'title', category: 'cat' });
    const slice = await sliceOf(shard, "title = 'Item number 3' AND cat = 'b'");
    expect(slice.ids.slice(0, 3)).toEqual(['13', '43', '58']);
    expect([...slice.vectors.subarray(0, 6)]).toEqual([1, 1, 1, 3, 3, 3]);
    expect(slice.categories.every((category) => category === 'b')).toBe(true);
  });

  test('Item-EMB CSV: missing numbers, ids beyond 2^53, skipped records', async () => {
    const rows = [
      `9007199254740993,1.5,"one, two",${base64Of([1, 2, 3])}`,
      `5,,plain,${base64Of([4, 5, 6])}`,
      '6,2,short,AAAA',
      `7,2,plain,${base64Of([7, 8, 9])}`,
    ];
    const shard = await client.open(
      textFile(['item_id,price,title,feature', ...rows].join('\n'), 'emb.csv'),
    );
    expect(shard).toMatchObject({ rows: 3, skipped: { rows: 1 } });
    const missing = await sliceOf(shard, 'price IS NULL');
    expect([missing.ids, [...missing.vectors]]).toEqual([['5'], [4, 5, 6]]);
    const large = await sliceOf(shard, 'item_id > 9007199254740992');
    expect([large.ids, large.titles]).toEqual([['9007199254740993'], ['one, two']]);
    const total = await client.query("SELECT count(*), sum(price) FROM 'emb.csv'");
    expect(total.rows).toEqual([['3', '3.5']]);
  });

  test('JSON lines in several shards are one table', async () => {
    const shard = (name: string, ids: readonly number[]) =>
      textFile(ids.map((id) => JSON.stringify({ id, emb: [id, 0.5] })).join('\n'), name);
    const opened = await client.open([shard('p-10.jsonl', [5, 6]), shard('p-9.jsonl', [3, 4])]);
    const slice = await sliceOf(opened, 'id BETWEEN 4 AND 5');
    expect([slice.ids, [...slice.vectors]]).toEqual([
      ['4', '5'],
      [4, 0.5, 5, 0.5],
    ]);
    expect([...slice.rowNumbers]).toEqual([1, 2]);
  });

  test('float16 numbers are numbers in SQL; what DuckDB has no type for is left out of it', async () => {
    const nested = new Struct<{ half: Float16 }>([new Field('half', new Float16())]);
    const table = new Table({
      emb: listVector(new Float32(), [
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
      score: vectorFromArray([1, null, -0.5], new Float16()),
      nested: vectorFromArray([{ half: 1 }, { half: 2 }, { half: 3 }], nested),
    });
    const bytes = tableToIPC(table, 'file') as Uint8Array<ArrayBuffer>;
    const shard = await client.open(new File([bytes], 'half.arrow'));
    const { columns, rows } = await client.query("SELECT * FROM 'half.arrow'");
    expect({ columns, rows }).toEqual({
      columns: ['row_number', 'score'],
      rows: [
        ['0', '1'],
        ['1', ''],
        ['2', '-0.5'],
      ],
    });
    expect((await sliceOf(shard, 'score < 0')).vectors).toEqual(Float32Array.of(5, 6));
  });

  test('a file that fails leaves the one before in use', async () => {
    const before = await client.open(feather);
    const broken = new File([await feather.slice(0, 3000).arrayBuffer(), 'ARROW1'], 'b.feather');
    await expect(client.open(broken)).rejects.toMatchObject({
      code: expect.stringMatching(/^FILE_/) as string,
    });
    expect((await sliceOf(before)).rows).toBe(300);
  });
});
