import { describe, expect, test } from 'vitest';
import { encodeNpy } from '../dataset/formats/npy-write';
import { encodeNpz } from '../dataset/formats/npz-write';
import type { SliceRequest } from '../dataset/types';
import { createDataHandlers } from './data-handlers';

/** NumPy files without SQL: what needs neither DuckDB nor parquet-wasm runs in Node as well. */
const file = (bytes: Uint8Array, name: string) =>
  new File([bytes as Uint8Array<ArrayBuffer>], name);

function forgeFile(rows = 6, change: (vectors: Float32Array) => void = () => undefined): File {
  const data = Float32Array.from({ length: rows * 2 }, (_, index) => index);
  change(data);
  const ids = { data: Int32Array.from({ length: rows }, (_, row) => 100 + row), shape: [rows] };
  return file(encodeNpz({ ids, embeds: { data, shape: [rows, 2] } }), 'shard.npz');
}

const FORGE = { id: 'ids', vector: 'embeds', title: null, category: null };
const request = (change: Partial<SliceRequest> = {}): SliceRequest => ({
  mapping: FORGE,
  where: '',
  sample: null,
  seed: 0,
  dropNonFinite: false,
  ...change,
});

describe('opening NumPy files', () => {
  test("FORGE's ids and embeds", async () => {
    const shard = await createDataHandlers().open(forgeFile());
    expect(shard.columns).toEqual([
      { name: 'ids', kind: 'number', type: '<i4 (6)', dim: null },
      { name: 'embeds', kind: 'vector', type: '<f4 (6, 2)', dim: 2 },
    ]);
    expect(shard.mapping).toEqual(FORGE);
    expect(shard.preview[1]).toEqual({ ids: '101', embeds: '2, 3 (2)' });
    expect(shard).toMatchObject({ rows: 6, name: 'shard.npz' });
  });

  test('a lone matrix: row numbers are the ids', async () => {
    const data = createDataHandlers();
    const npy = encodeNpy({ data: Float32Array.of(1, 2, 3, 4), shape: [2, 2] });
    const shard = await data.open(file(npy, 'vectors.npy'));
    expect(shard.mapping).toEqual({ id: null, vector: 'vectors', title: null, category: null });
    const slice = await data.slice(request({ mapping: shard.mapping }));
    expect(slice.ids).toEqual(['0', '1']);
    expect([...slice.vectors]).toEqual([1, 2, 3, 4]);
  });

  test('a matrix and its ids as two files', async () => {
    const vectors = encodeNpy({ data: new Float32Array(64).fill(1), shape: [2, 32] });
    const ids = encodeNpy({ data: BigInt64Array.of(2n ** 60n, 5n), shape: [2] });
    const data = createDataHandlers();
    const shard = await data.open([file(ids, 'ids.npy'), file(vectors, 'embeddings.npy')]);
    expect(shard).toMatchObject({ name: 'embeddings.npy', rows: 2 });
    expect((await data.slice(request({ mapping: shard.mapping }))).ids).toEqual([
      '1152921504606846976',
      '5',
    ]);
  });

  test.each([
    ['SCHEMA_NO_VECTOR', [file(encodeNpy({ data: new Float32Array(3), shape: [3] }), 'a.npy')]],
    ['SCHEMA_NO_VECTOR', [file(encodeNpy({ data: new Int32Array(4), shape: [2, 2] }), 'a.npy')]],
    ['SCHEMA_NO_VECTOR', [new File(['a,b\n1,2\n'], 'a.npy')]],
    ['FILE_TYPE', [new File(['some notes'], 'a.npy')]],
    ['FILE_TYPE', [forgeFile(), new File(['a,b\n1,2\n'], 'b.csv')]],
  ])('%s', async (code, files) => {
    await expect(createDataHandlers().open(files)).rejects.toMatchObject({ code });
  });

  test('a file that fails to open leaves the one before in use', async () => {
    const data = createDataHandlers();
    await data.open(forgeFile());
    await expect(data.open(new File([], 'empty.npz'))).rejects.toMatchObject({
      code: 'FILE_TRUNCATED',
    });
    expect(await data.slice(request())).toMatchObject({ name: 'shard.npz', rows: 6 });
  });

  test('nothing open', async () => {
    await expect(createDataHandlers().slice(request())).rejects.toMatchObject({ code: 'NO_FILE' });
  });
});

describe('histories', () => {
  const histories = (items: string) =>
    new File([`{"user_id":"u","item_ids":[${items}]}`], 'histories.jsonl');

  test('are matched to the last slice, and again to the next one', async () => {
    const data = createDataHandlers();
    await expect(data.openHistories(histories('101'))).rejects.toMatchObject({ code: 'NO_FILE' });
    await expect(data.matchHistories()).rejects.toMatchObject({ code: 'NO_HISTORIES' });
    await data.open(forgeFile());
    await data.slice(request());
    expect([...(await data.openHistories(histories('101,103'))).rows]).toEqual([1, 3]);
    await data.open(forgeFile(6, (vectors) => (vectors[0] = NaN)));
    await data.slice(request({ dropNonFinite: true }));
    expect([...(await data.matchHistories()).rows]).toEqual([0, 2]);
  });

  test('of other items are refused; those before stay, or wait for rows that they match', async () => {
    const data = createDataHandlers();
    await data.open(forgeFile());
    const rows = await data.slice(request({ mapping: { ...FORGE, id: null } }));
    expect(rows.ids[0]).toBe('0');
    const refused = { code: 'HISTORY_UNKNOWN_ITEMS' };
    await expect(data.openHistories(histories('102'))).rejects.toMatchObject(refused);
    await data.slice(request());
    expect([...(await data.matchHistories()).rows]).toEqual([2]);
    await expect(data.openHistories(histories('7'))).rejects.toMatchObject(refused);
    expect([...(await data.matchHistories()).rows]).toEqual([2]);
  });
});

describe('pairs', () => {
  const pairs = file(
    encodeNpz({ pairs: { data: BigInt64Array.of(101n, 103n, 104n, 999n), shape: [2, 2] } }),
    'pairs.npz',
  );

  test('become rows of the last slice, not of the file', async () => {
    const data = createDataHandlers();
    await expect(data.pairsFromFile(pairs)).rejects.toMatchObject({ code: 'NO_FILE' });
    await data.open(forgeFile());
    await data.slice(request());
    expect(await data.pairsFromFile(pairs)).toMatchObject({ total: 2, unknown: 1, same: 0 });
    await data.open(forgeFile(6, (vectors) => (vectors[0] = NaN)));
    await data.slice(request({ dropNonFinite: true }));
    expect([...(await data.pairsFromFile(pairs)).pairs]).toEqual([0, 2]);
  });
});

describe('slicing', () => {
  test('a seeded sample keeps rows, ids and vectors together', async () => {
    const data = createDataHandlers();
    await data.open(forgeFile(50));
    const slice = await data.slice(request({ sample: 10, seed: 3 }));
    expect(slice).toMatchObject({ rows: 10, totalRows: 50, seed: 3, dim: 2 });
    expect([...slice.rowNumbers]).not.toEqual(Array.from({ length: 10 }, (_, row) => row));
    slice.rowNumbers.forEach((row, index) => {
      expect(slice.ids[index]).toBe(String(100 + row));
      expect(slice.vectors[index * 2]).toBe(row * 2);
    });
    const again = await data.slice(request({ sample: 10, seed: 3 }));
    expect(again.rowNumbers).toEqual(slice.rowNumbers);
  });

  test('NaN and Inf are refused with their rows, or dropped', async () => {
    const data = createDataHandlers();
    await data.open(
      forgeFile(9, (vectors) => {
        vectors[3] = NaN;
        for (const row of [2, 4, 5, 6, 7]) vectors[row * 2] = Infinity;
      }),
    );
    await expect(data.slice(request())).rejects.toMatchObject({
      code: 'VEC_NAN',
      message: '6 rows of embeds hold NaN or Inf (row 1, 2, 4, 5, 6, …).',
    });
    const slice = await data.slice(request({ dropNonFinite: true }));
    expect(slice.quality).toMatchObject({ rows: 3, nonFiniteRows: 6 });
    expect(slice.ids).toEqual(['100', '103', '108']);
    expect([...slice.vectors]).toEqual([0, 1, 6, 7, 16, 17]);
    expect([...slice.rowNumbers]).toEqual([0, 3, 8]);
  });

  test.each([
    ['SLICE_EMPTY', forgeFile(0), request()],
    ['SLICE_EMPTY', forgeFile(3), request({ sample: 0 })],
    ['SLICE_EMPTY', forgeFile(2, (v) => v.fill(NaN)), request({ dropNonFinite: true })],
    ['SCHEMA_COLUMN', forgeFile(), request({ mapping: { ...FORGE, title: 'title' } })],
    ['SCHEMA_NO_VECTOR', forgeFile(), request({ mapping: { ...FORGE, vector: 'ids' } })],
  ])('%s', async (code, npz, asked) => {
    const data = createDataHandlers();
    await data.open(npz);
    await expect(data.slice(asked)).rejects.toMatchObject({ code });
  });

  test('one row is a slice', async () => {
    const data = createDataHandlers();
    await data.open(forgeFile(1));
    expect(await data.slice(request())).toMatchObject({ rows: 1, dim: 2 });
  });

  test('a cancelled slice says so, and the file stays open', async () => {
    const data = createDataHandlers();
    await data.open(forgeFile());
    const signal = AbortSignal.abort();
    await expect(data.slice(request(), { signal })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect((await data.slice(request())).rows).toBe(6);
  });
});

describe("FORGE's output", () => {
  const output = (text: string) => new File([text], 'output.jsonl');
  const sids = {
    rows: 3,
    codebookSizes: [4, 4],
    codes: [Uint32Array.of(0, 1, 1), Uint32Array.of(2, 3, 3)],
  };

  test('is scored against the rows in use, by their ids', async () => {
    const data = createDataHandlers();
    await data.open(forgeFile(3));
    await data.slice(request());
    const text =
      '{"answer":"101","_generated_text_":["C1C8195","C1C8195","C3C8192"]}\n{"answer":"999","_generated_text_":[]}\n';
    expect(await data.holdsForgeOutput(output(text))).toBe(true);
    const score = await data.scoreForgeOutput({ file: output(text), sids, offset: 8192 });
    expect(score).toMatchObject({ unknownAnswers: 1, duplicates: 1, sequences: 3 });
    expect(score.items.all.atK[0]).toMatchObject({ k: 1, recall: 1 / 2 });
    expect(score.invalidRate).toBe(1 / 3);
  });

  test('without rows in use there is nothing to score it against', async () => {
    const work = createDataHandlers().scoreForgeOutput({ file: output('{'), sids, offset: 4 });
    await expect(work).rejects.toMatchObject({ code: 'NO_FILE' });
  });
});
