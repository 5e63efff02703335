import {
  Dictionary,
  Field,
  FixedSizeList,
  Float16,
  Float32,
  Float64,
  Int32,
  List,
  Table,
  Utf8,
  tableToIPC,
  vectorFromArray,
  type Vector,
} from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Problem } from '../problem';
import { FEATHER_LARGE_LIST, FEATHER_LZ4, FEATHER_ZSTD } from './arrow/feather.fixture';
import { arrowSource } from './arrow-source';
import { textAt } from './arrow-text';
import { copyVector, flatVectors } from './vectors';

const fileOf = (bytes: Uint8Array, name = 'items.feather') =>
  new File([bytes as Uint8Array<ArrayBuffer>], name);
const feather = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
const upTo = (rows: number) => Array.from({ length: rows }, (_, row) => row);

/** Row by row: the id's text and the vector. */
async function rowsOf(file: File, id: string, vector: string, wanted: Uint32Array | null = null) {
  const source = await arrowSource(file);
  const rows: [string, number[]][] = [];
  for await (const { batch } of source.batches([id, vector], wanted)) {
    const flat = flatVectors(batch, vector);
    textAt(batch.getChild(id), upTo(batch.numRows)).forEach((text, row) => {
      const target = new Float32Array(flat.length(row));
      copyVector(flat, row, target.length, target, 0);
      rows.push([text, [...target]]);
    });
  }
  return rows;
}

const lists = (type: Float32 | Float64 | Float16, fixed: boolean) => {
  const item = new Field('item', type as Float32, true);
  const rows = [
    [1, 2],
    [3, -4],
    [0.5, 6],
  ];
  return vectorFromArray(rows, fixed ? new FixedSizeList(2, item) : new List(item)) as Vector;
};
const ids = () => vectorFromArray(['a', 'b', 'c'], new Utf8());

describe('Arrow IPC', () => {
  const cases = (['file', 'stream'] as const).flatMap((form) =>
    [new Float16(), new Float32(), new Float64()].flatMap((type) =>
      [true, false].map((fixed) => [form, String(type), fixed, type] as const),
    ),
  );
  test.each(cases)('%s of %s, fixed size: %s', async (form, _name, fixed, type) => {
    const table = new Table({ id: ids(), emb: lists(type, fixed) });
    const file = fileOf(tableToIPC(table, form));
    const { columns } = await arrowSource(file);
    expect(columns).toMatchObject([{ kind: 'text' }, { kind: 'vector', dim: 2 }]);
    expect(await rowsOf(file, 'id', 'emb')).toEqual([
      ['a', [1, 2]],
      ['b', [3, -4]],
      ['c', [0.5, 6]],
    ]);
  });

  test('a dictionary of text', async () => {
    const cat = vectorFromArray(['x', 'y', 'x'], new Dictionary(new Utf8(), new Int32()));
    const file = fileOf(tableToIPC(new Table({ cat, emb: lists(new Float32(), true) }), 'file'));
    expect((await rowsOf(file, 'cat', 'emb')).map(([text]) => text)).toEqual(['x', 'y', 'x']);
  });

  test('no rows', async () => {
    const source = await arrowSource(fileOf(tableToIPC(new Table({ id: ids().slice(0, 0) }))));
    expect(source).toMatchObject({ rows: 0, preview: [] });
  });
});

describe('Feather of pyarrow', () => {
  test('compressed by LZ4, nulls and dictionaries too', async () => {
    const file = fileOf(feather(FEATHER_LZ4));
    const expected = upTo(300).map((row) => [
      row % 7 === 0 ? '' : `Item number ${row % 5}`,
      [row % 4, row % 4, row % 4],
    ]);
    expect(await rowsOf(file, 'title', 'emb')).toEqual(expected);
    const cats = (await rowsOf(file, 'cat', 'emb')).map(([cat]) => cat);
    expect(cats).toEqual(upTo(300).map((row) => 'aba'[row % 3]));
    const last = await rowsOf(file, 'id', 'emb', Uint32Array.of(299));
    expect(last).toHaveLength(100);
    expect(last[99]).toEqual(['299', [3, 3, 3]]);
  });

  test('compressed by ZSTD: the same rows', async () => {
    const [lz4, zstd] = [FEATHER_LZ4, FEATHER_ZSTD].map((base64) => fileOf(feather(base64)));
    const { rows } = await arrowSource(zstd!);
    expect(rows).toBeGreaterThan(0);
    const expected = (await rowsOf(lz4!, 'title', 'emb')).slice(0, rows);
    expect(await rowsOf(zstd!, 'title', 'emb')).toEqual(expected);
  });

  test('large lists are named', async () => {
    const read = rowsOf(fileOf(feather(FEATHER_LARGE_LIST)), 'title', 'emb');
    await expect(read).rejects.toMatchObject({ code: 'ARROW_TYPE' });
  });

  test('cut off anywhere, or changed anywhere: rows or a problem, never a bug', async () => {
    const whole = feather(FEATHER_LZ4);
    const read = async (bytes: Uint8Array) => {
      try {
        const file = fileOf(bytes);
        // Of a changed name too: a page asks for columns that the file has.
        const { columns } = await arrowSource(file);
        const named = (kind: 'vector' | 'scalar') =>
          columns.find((column) => (column.kind === 'vector') === (kind === 'vector'))?.name;
        const [title, emb] = [named('scalar'), named('vector')];
        if (title !== undefined && emb !== undefined) await rowsOf(file, title, emb);
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
      }
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        await read(whole.slice(0, at));
        const changed = whole.slice();
        changed[at] = byte;
        await read(changed);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
