import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Field, Float32, Int32, List, Table, vectorFromArray, type Vector } from 'apache-arrow';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import initParquet from 'parquet-wasm/esm';
import { encodeParquet } from '../../dataset/formats/parquet-wasm';
import type { Problem } from '../../problem';
import { createDataHandlers } from '../data-handlers';
import { largestAllocation } from './allocations.fixture';
import { attempt, expectNoBug, expectRefused, useGoodFile } from './attempt.fixture';
import { bytesOfText, fileOf, joined } from './bytes.fixture';

/* In Node the decoder's WASM is given as bytes: there is no page to fetch it from. */
vi.mock('parquet-wasm/esm/parquet_wasm_bg.wasm?url', async () => {
  const path = createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm');
  return { default: await readFile(path) };
});

/** A panic of the decoder is an error that nobody catches: in a worker an event, in Node this. */
const PANICS = ['uncaughtException', 'unhandledRejection'] as const;
const listeners = vi.hoisted(() => [] as ((event: object) => void)[]);
vi.hoisted(() => {
  vi.stubGlobal('addEventListener', (_type: string, listener: (event: object) => void) =>
    listeners.push(listener),
  );
});
const tell = (error: unknown) => {
  for (const listener of listeners) listener({ error, preventDefault: () => undefined });
};
const before = PANICS.map((name) => process.listeners(name as 'uncaughtException'));
beforeAll(() => {
  for (const name of PANICS) process.removeAllListeners(name).on(name, tell);
});
afterAll(() => {
  PANICS.forEach((name, at) => {
    process.removeAllListeners(name);
    for (const listener of before[at] ?? []) process.on(name, listener as () => void);
  });
});

const data = createDataHandlers();
beforeEach(() => useGoodFile(data));

const ROWS = 100;
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);
const lists = (rows: (number[] | null)[]) =>
  vectorFromArray(rows, new List(new Field('item', new Float32(), true))) as Vector;
const ids = (rows: number) => vectorFromArray(upTo(rows), new Int32());
const good = await encodeParquet(
  new Table({ id: ids(ROWS), emb: lists(upTo(ROWS).map((row) => [row, Math.sin(row)])) }),
);
const footerBytes = new DataView(good.buffer, good.byteOffset + good.length - 8).getUint32(0, true);
const footer = good.length - 8 - footerBytes;

const parquet = (...parts: Uint8Array[]) => fileOf('items.parquet', joined(...parts));
const magic = bytesOfText('PAR1');
const table = async (columns: Record<string, Vector>) =>
  parquet(await encodeParquet(new Table(columns)));

function word(value: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setUint32(0, value, true);
  return new Uint8Array(bytes.buffer);
}

/**
 * The footer says that there are other rows. Counts are zigzag numbers of two bytes behind an i64's mark:
 * the file's rows, every column's values, and the row group's rows, of which the first and last change.
 */
function withRows(rows: number): Uint8Array {
  const places = upTo(footerBytes)
    .map((at) => footer + at)
    .filter((at) => good[at - 1] === 0x16 && good[at] === 0xc8 && good[at + 1] === 1);
  const changed = good.slice();
  const zigzag = 2 * rows;
  for (const at of [places[0]!, places.at(-1)!]) {
    changed.set([(zigzag & 127) | 128, zigzag >> 7], at);
  }
  return changed;
}

const html = '<!DOCTYPE html><html><body>Sign in to download</body></html>';

describe('broken Parquet', () => {
  test.each([
    ['HTML', 'FILE_TYPE', 'web page', fileOf('items.parquet', html)],
    [
      'HTML between the magics',
      'FILE_DAMAGED',
      'Parquet',
      fileOf('items.parquet', `PAR1${html}`, word(20), 'PAR1'),
    ],
    ['the magic alone', 'FILE_TRUNCATED', 'not complete', parquet(magic)],
    ['twice the magic', 'FILE_TRUNCATED', 'not complete', parquet(magic, magic)],
    ['an end inside the data', 'FILE_TRUNCATED', 'footer', parquet(good.slice(0, footer - 20))],
    ['an end inside the footer', 'FILE_TRUNCATED', 'footer', parquet(good.slice(0, footer + 20))],
    ['an end inside the length', 'FILE_TRUNCATED', 'footer', parquet(good.slice(0, -6))],
    ['a beginning that is missing', 'FILE_TRUNCATED', 'beginning', parquet(good.slice(9))],
    [
      'another beginning',
      'FILE_TRUNCATED',
      'beginning',
      parquet(bytesOfText('PAR0'), good.slice(4)),
    ],
    ['an encrypted file', 'FILE_TYPE', 'encrypted', parquet(bytesOfText('PARE'), good.slice(4))],
    [
      'a footer of 4 GiB',
      'FILE_DAMAGED',
      'Parquet',
      parquet(good.slice(0, -8), word(2 ** 32 - 1), magic),
    ],
    ['a footer of nothing', 'FILE_DAMAGED', 'Parquet', parquet(good.slice(0, -8), word(0), magic)],
    [
      'a footer that is cut off',
      'FILE_DAMAGED',
      'Parquet',
      parquet(good.slice(0, footer + 40), word(40), magic),
    ],
    [
      'a footer of zeros',
      'FILE_DAMAGED',
      'Parquet',
      parquet(good.map((byte, at) => (at >= footer && at < good.length - 8 ? 0 : byte))),
    ],
    [
      'data of zeros',
      'FILE_DAMAGED',
      'Parquet',
      parquet(good.map((byte, at) => (at > 4 && at < footer ? 0 : byte))),
    ],
    [
      'more rows than values',
      'FILE_DAMAGED',
      '8000 rows, and its column id has 100 values',
      parquet(withRows(8000)),
    ],
    [
      'fewer rows than values',
      'FILE_DAMAGED',
      '70 rows, and its column id has 100 values',
      parquet(withRows(70)),
    ],
  ])('%s: %s', async (_what, code, words, file) => {
    const largest = await largestAllocation(() => expectRefused(data, code, words, [file]));
    expect(largest).toBeLessThan(64 << 20);
  });

  test.each([
    ['ragged vectors', 'VEC_RAGGED', 'row 1 has 1', { emb: lists([[1, 2], [3]]) }],
    ['a null vector', 'VEC_RAGGED', 'row 1 has 0', { emb: lists([[1, 2], null]) }],
    ['empty vectors', 'VEC_RAGGED', 'empty vector', { emb: lists([[], []]) }],
    [
      'NaN',
      'VEC_NAN',
      '(row 1)',
      {
        emb: lists([
          [1, 2],
          [3, NaN],
        ]),
      },
    ],
    [
      'a null component',
      'VEC_NAN',
      '(row 1)',
      {
        emb: lists([
          [1, 2],
          [3, null as never],
        ]),
      },
    ],
    ['no vectors', 'SCHEMA_NO_VECTOR', 'id Int32', { id: ids(2) }],
    ['no rows', 'SLICE_EMPTY', 'no rows', { emb: lists([]) }],
  ])('%s: %s', async (_what, code, words, columns) => {
    await expectRefused(data, code, words, [await table(columns)]);
  });

  test('shards of different dims', async () => {
    const one = await table({ emb: lists([[1, 2]]) });
    const other = new File(
      [await (await table({ emb: lists([[1, 2, 3]]) })).arrayBuffer()],
      'z.parquet',
    );
    await expectRefused(data, 'SHARD_DIM', '2 dims in items.parquet and 3 in z.parquet', [
      one,
      other,
    ]);
  });

  test('a decoder that panicked again and again goes on, in the memory it had', async () => {
    const rows = upTo(1000).map((row) => upTo(64).map((d) => Math.sin(64 * row + d)));
    const whole = await encodeParquet(new Table({ emb: lists(rows) }));
    const { memory } = await initParquet();
    expect(await attempt(data, [parquet(whole)])).toBe(1000);
    const panics = upTo(16).map((at) => {
      const bytes = whole.slice();
      const from = bytes.length * (0.3 + at / 400);
      return parquet(bytes.fill(0xff, from, from + bytes.length * 0.15));
    });
    const bytes = memory.buffer.byteLength;
    for (const file of panics) {
      const problem = await attempt(data, [file]);
      expect(problem).toMatchObject({ code: 'FILE_DAMAGED' });
      expect((problem as Problem).message).toContain('unreachable');
    }
    expect(await attempt(data, [parquet(whole)])).toBe(1000);
    expect(memory.buffer.byteLength - bytes).toBeLessThan(4 * whole.length);
  });

  test('mutated at random: rows or a problem, never a bug, and the decoder goes on', async () => {
    await expectNoBug(data, 'a.parquet', good, 100);
    expect(await attempt(data, [parquet(good)])).toBe(ROWS);
  });
});
