import { Float16, Float32, Float64, LargeUtf8, vectorFromArray } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { openShard } from './open-shard';
import {
  fixedVector,
  ints,
  itemsFile,
  listVector,
  numberedRows,
  parquetFile,
  texts,
  truncated,
} from './shard.fixture';
import { Problem } from '../problem';
import { RangedFile } from './ranged-file';
import { sliceShard } from './slice';
import type { ColumnMapping, Slice, SliceRequest } from './types';

const noDatabase = () => Promise.reject(new Error('DuckDB is not needed here'));

async function sliceOf(file: File, change: Partial<SliceRequest> = {}): Promise<Slice> {
  const { source, shard } = await openShard([file]);
  const request = {
    mapping: shard.mapping,
    where: '',
    sample: null,
    seed: 0,
    dropNonFinite: false,
    ...change,
  };
  return sliceShard(source, request, noDatabase, { onProgress: () => undefined });
}

const only = (vector: string): ColumnMapping => ({
  id: null,
  vector,
  title: null,
  category: null,
});

describe('vector columns of Parquet', () => {
  const rows = numberedRows(7, 3);
  test.each([
    ['List<Float16>', listVector(new Float16(), rows)],
    ['List<Float32>', listVector(new Float32(), rows)],
    ['List<Float64>', listVector(new Float64(), rows)],
    ['FixedSizeList<Float16>', fixedVector(new Float16(), rows)],
    ['FixedSizeList<Float32>', fixedVector(new Float32(), rows)],
    ['FixedSizeList<Float64>', fixedVector(new Float64(), rows)],
  ])('%s, over several row groups', async (_type, vector) => {
    const slice = await sliceOf(await parquetFile('v.parquet', { vector }, 3));
    expect(slice).toMatchObject({ rows: 7, dim: 3 });
    expect([...slice.vectors]).toEqual(rows.flat());
  });

  test('types follow Parquet, not the Arrow hint, which may name types that cannot be read', async () => {
    const title = vectorFromArray(['a', 'b'], new LargeUtf8());
    const vector = fixedVector(new Float32(), numberedRows(2, 2));
    const { shard } = await openShard([await parquetFile('t.parquet', { title, vector })]);
    expect(shard.columns.map(({ type }) => type)).toEqual(['Utf8', 'List<Float32>']);
    expect(shard.mapping.title).toBe('title');
  });

  test('row groups without chosen rows are not decoded', async () => {
    const vector = listVector(new Float32(), numberedRows(4000, 64));
    const file = await parquetFile('v.parquet', { vector }, 1000);
    const bytes = new Uint8Array(await file.arrayBuffer());
    // Rows 1000..1999 lie in the second quarter.
    bytes.fill(0xff, bytes.length * 0.3, bytes.length * 0.45);
    const { source } = await openShard([new File([bytes], 'v.parquet')]);
    const seen: number[] = [];
    for await (const batch of source.batches(['vector'], Uint32Array.of(5, 3999))) {
      seen.push(batch.firstRow);
    }
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((row) => row < 1000 || row >= 3000)).toBe(true);
  });

  test('a sample of a file in row groups keeps ids and vectors together', async () => {
    const slice = await sliceOf(await itemsFile(), { sample: 4, seed: 5 });
    expect(slice.ids).toEqual([...slice.rowNumbers].map((row) => String(100 + row)));
    expect([...slice.vectors]).toEqual(
      [...slice.rowNumbers].flatMap((row) => [row * 10, row * 10 + 1]),
    );
  });
});

describe('bad Parquet', () => {
  test('ragged vectors are named with their lengths', async () => {
    const vector = listVector(new Float32(), [[1, 2], [1, 2], [3], [1, 2], [], [1, 2, 3]]);
    const file = await parquetFile('ragged.parquet', { vector }, 2);
    const { shard } = await openShard([file]);
    expect(shard.columns[0]?.dim).toBeNull();
    await expect(sliceOf(file)).rejects.toMatchObject({
      code: 'VEC_RAGGED',
      message: expect.stringContaining('row 2 has 1, row 4 has 0, row 5 has 3') as string,
    });
  });

  test('NaN, Inf and float64 that float32 cannot hold', async () => {
    const vector = listVector(new Float64(), [
      [1, 2],
      [NaN, 1],
      [1e300, 1],
      [1, -Infinity],
    ]);
    const file = await parquetFile('nan.parquet', { vector });
    await expect(sliceOf(file)).rejects.toMatchObject({
      code: 'VEC_NAN',
      message: '3 rows of vector hold NaN or Inf (row 1, 2, 3).',
    });
    expect(await sliceOf(file, { dropNonFinite: true })).toMatchObject({ rows: 1 });
  });

  test('no vector column', async () => {
    const file = await parquetFile('t.parquet', { item_id: ints([1]), title: texts(['a']) });
    await expect(openShard([file])).rejects.toMatchObject({
      code: 'SCHEMA_NO_VECTOR',
      message: expect.stringContaining('title Utf8') as string,
    });
  });

  test('0 rows', async () => {
    const file = await parquetFile('none.parquet', { vector: listVector(new Float32(), []) });
    const { shard } = await openShard([file]);
    expect(shard).toMatchObject({ rows: 0, preview: [] });
    await expect(sliceOf(file)).rejects.toMatchObject({ code: 'SLICE_EMPTY' });
  });

  test('truncated anywhere', async () => {
    const file = await itemsFile();
    for (const bytes of [4, 100, file.size - 1]) {
      await expect(openShard([await truncated(file, bytes)])).rejects.toMatchObject({
        code: 'FILE_TRUNCATED',
      });
    }
  });

  test('a damaged footer', async () => {
    const bytes = new Uint8Array(await (await itemsFile()).arrayBuffer());
    bytes.fill(0xff, bytes.length - 300, bytes.length - 8);
    await expect(openShard([new File([bytes], 'items.parquet')])).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
    });
    bytes.fill(0x7f, bytes.length - 8, bytes.length - 4);
    await expect(openShard([new File([bytes], 'items.parquet')])).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
    });
    // The decoder survives: the next file opens.
    expect((await sliceOf(await itemsFile(), { mapping: only('text_embedding') })).dim).toBe(3);
  });
});

describe('Parquet of a file whose bytes come from a function', () => {
  const rows = numberedRows(600, 3);
  const columns = { vector: fixedVector(new Float32(), rows), id: ints(rows.map((_, i) => i)) };

  /** Notes the ranges that are read; none can be once it is closed. */
  async function ranged() {
    const file = await parquetFile('v.parquet', columns, 100);
    const reads: [number, number][] = [];
    const state = { isClosed: false };
    const read = async (begin: number, end: number) => {
      reads.push([begin, end]);
      if (state.isClosed) throw new Problem('REMOTE_CUT', 'It broke off.', 'Try again.');
      return file.slice(begin, end).arrayBuffer();
    };
    return { file: new RangedFile({ name: file.name, size: file.size, read }), reads, state };
  }

  test('reads the footer, and row groups with wanted rows', async () => {
    const { file, reads } = await ranged();
    const { source } = await openShard([file]);
    reads.length = 0;
    for await (const { firstRow, batch } of source.batches(['vector'], Uint32Array.of(450))) {
      expect([firstRow, batch.numRows]).toEqual([400, 100]);
      const vector = batch.getChild('vector')!.get(50) as Iterable<number>;
      expect([...vector]).toEqual(rows[450]);
    }
    const bytes = reads.reduce((sum, [begin, end]) => sum + end - begin, 0);
    expect(bytes).toBeLessThan(file.size / 4);
  });

  test('what cannot be read is told as it is, while it opens and later', async () => {
    const { file, state } = await ranged();
    const { source } = await openShard([file]);
    state.isClosed = true;
    const reading = source.batches(['vector'], null).next();
    await expect(reading).rejects.toMatchObject({ code: 'REMOTE_CUT' });
    await expect(openShard([file])).rejects.toMatchObject({ code: 'REMOTE_CUT' });
    state.isClosed = false;
    expect((await openShard([file])).shard.rows).toBe(600);
  });
});
