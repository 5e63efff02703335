import { expect, test } from 'vitest';
import { openNpz } from './formats/npz';
import { encodeNpy } from './formats/npy-write';
import { zip64Npz } from './formats/zip64.fixture';
import { numpySource } from './numpy-source';

const ROWS = 5000;
/** 4 KiB a row: a gap of over 256 rows is left out, and a run holds 4,096. */
const DIM = 1024;
/** Beyond 2^53, where a number would have lost it. */
const FIRST_ID = 9_007_199_254_740_993n;

/** Counts the bytes that are read. */
function counted(file: File): { file: File; bytes: () => number } {
  let bytes = 0;
  const watch = <Part extends Blob>(blob: Part): Part => {
    const slice = blob.slice.bind(blob);
    const read = blob.arrayBuffer.bind(blob);
    return Object.assign(blob, {
      slice: (...range: Parameters<Blob['slice']>) => watch(slice(...range)),
      arrayBuffer: async () => {
        bytes += blob.size;
        return read();
      },
    });
  };
  return { file: watch(file), bytes: () => bytes };
}

async function opened() {
  const ids = BigInt64Array.from({ length: ROWS }, (_, row) => FIRST_ID + BigInt(row));
  const embeds = Float32Array.from({ length: ROWS * DIM }, (_, at) => Math.floor(at / DIM));
  const { file, bytes } = counted(
    zip64Npz({
      ids: encodeNpy({ data: ids, shape: [ROWS] }),
      embeds: encodeNpy({ data: embeds, shape: [ROWS, DIM] }),
    }),
  );
  return {
    source: await numpySource({ name: file.name, bytes: file.size }, await openNpz(file)),
    bytes,
  };
}

test('only what holds wanted rows is read of a stored ZIP64 member, ids exact', async () => {
  const { source, bytes } = await opened();
  const before = bytes();
  const found: [string, number][] = [];
  const wanted = Uint32Array.of(10, 12, 3000, 4999);
  for await (const { firstRow, batch } of source.batches(['ids', 'embeds'], wanted)) {
    for (const row of wanted) {
      if (row < firstRow || row >= firstRow + batch.numRows) continue;
      const vector = batch.getChild('embeds')?.get(row - firstRow) as Iterable<number>;
      found.push([String(batch.getChild('ids')?.get(row - firstRow)), [...vector][0] ?? NaN]);
    }
  }
  expect(found).toEqual([
    ['9007199254741003', 10],
    ['9007199254741005', 12],
    ['9007199254743993', 3000],
    ['9007199254745992', 4999],
  ]);
  // Rows 10 to 12, 3000 and 4999, each of 4 KiB and an id.
  expect(bytes() - before).toBe(5 * (DIM * 4 + 8));
});

test('opening reads headers and a preview, not the arrays', async () => {
  const { bytes } = await opened();
  expect(bytes()).toBeLessThan(400_000);
});
