import { describe, expect, test } from 'vitest';
import { textAt } from './arrow-text';
import { encodeNpy } from './formats/npy-write';
import { encodeNpz } from './formats/npz-write';
import { openFiles } from './open-files';
import { readRows } from './read-rows';
import { textFile } from './text/text.fixture';

const file = (bytes: Uint8Array, name: string) =>
  new File([bytes as Uint8Array<ArrayBuffer>], name);
const quiet = () => undefined;

/** A shard of FORGE's shape whose ids and components go on from `first`. */
function npz(name: string, first: number, rows: number, dim = 2): File {
  const ids = { data: Int32Array.from({ length: rows }, (_, row) => first + row), shape: [rows] };
  const data = Float32Array.from({ length: rows * dim }, (_, at) => first + Math.floor(at / dim));
  return file(encodeNpz({ ids, embeds: { data, shape: [rows, dim] } }), name);
}

const vectors = (name: string, rows: number, dim = 3) =>
  file(encodeNpy({ data: new Float32Array(rows * dim).fill(rows), shape: [rows, dim] }), name);
const ids = (name: string, ...values: number[]) =>
  file(encodeNpy({ data: Int32Array.from(values), shape: [values.length] }), name);

async function rowsOf(files: readonly File[], wanted: number[], vector = 'embeds') {
  const mapping = { id: 'ids', vector, title: null, category: null };
  return readRows(await openFiles(files), mapping, Uint32Array.from(wanted), quiet);
}

describe('several files as one', () => {
  test('shards by the numbers in their names, only the wanted rows of each', async () => {
    const files = [npz('part-10.npz', 200, 4), npz('part-2.npz', 100, 3), npz('part-1.npz', 0, 2)];
    expect(await openFiles(files)).toMatchObject({ name: 'part-1.npz', rows: 9 });
    const read = await rowsOf(files, [1, 2, 4, 8]);
    expect(read.ids).toEqual(['1', '100', '102', '203']);
    expect([...read.vectors]).toEqual([1, 1, 100, 100, 102, 102, 203, 203]);
    expect((await rowsOf(files, [8])).ids).toEqual(['203']);
  });

  test('text shards count what they skip', async () => {
    const head = 'item_id,emb\n';
    const source = await openFiles([
      textFile(`${head}b,"[1.5,2]"\n`, 'b.csv'),
      textFile(`${head}a,"[0.5,2]"\nx\n`, 'a.csv'),
    ]);
    expect(source).toMatchObject({
      rows: 2,
      skipped: { rows: 1, examples: ['a.csv, record 2: it has 1 cells, the header has 2'] },
    });
    const texts: string[] = [];
    for await (const { batch } of source.batches(['item_id'], null)) {
      texts.push(...textAt(batch.getChild('item_id'), [0]));
    }
    expect(texts).toEqual(['a', 'b']);
  });

  test('matrices with their ids by name', async () => {
    const files = [
      ids('b.ids.npy', 7),
      vectors('b.npy', 1),
      ids('a_ids.npy', 5, 6),
      vectors('a.npy', 2),
    ];
    const read = await rowsOf(files, [0, 1, 2], 'vectors');
    expect(read.ids).toEqual(['5', '6', '7']);
    expect([...read.vectors]).toEqual([2, 2, 2, 2, 2, 2, 1, 1, 1]);
  });

  test.each([
    ['SHARD_DIM', [npz('a.npz', 0, 2), npz('b.npz', 2, 2, 3)]],
    ['SHARD_DIM', [vectors('a.npy', 2), vectors('b.npy', 2, 4)]],
    ['SHARD_COLUMNS', [textFile('a,b\n1,2\n', 'a.csv'), textFile('a,c\n1,2\n', 'b.csv')]],
    ['SHARD_COLUMNS', [textFile('a,b\n1,2\n', 'a.csv'), textFile('a,b\nx,2\n', 'b.csv')]],
    ['SHARD_COLUMNS', [vectors('a.npy', 2), ids('a.ids.npy', 1, 2), vectors('b.npy', 2)]],
    ['NPY_IDS', [vectors('a.npy', 2), vectors('b.npy', 2), ids('other.npy', 1, 2)]],
    ['NPY_IDS', [vectors('a.npy', 2), ids('a.ids.npy', 1, 2, 3)]],
    ['FILE_TYPE', [npz('a.npz', 0, 2), textFile('a,b\n1,2\n', 'b.csv')]],
  ])('%s', async (code, files) => {
    await expect(openFiles(files)).rejects.toMatchObject({ code });
  });
});
