import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeEach, expect, test } from 'vitest';
import { encodeNpy } from '../../dataset/formats/npy-write';
import { createDataHandlers } from '../data-handlers';
import { attempt, useGoodFile } from './attempt.fixture';
import { bytesOfText } from './bytes.fixture';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

const data = createDataHandlers();
beforeEach(() => useGoodFile(data));

const MATRIX_BYTES = 64 << 20;
const DIM = 64;

/** 64 MiB of vectors, of which the last component is no number. */
function unusable(): Uint8Array {
  const vectors = new Float32Array(MATRIX_BYTES / 4).fill(1);
  vectors[vectors.length - 1] = NaN;
  return encodeNpy({ data: vectors, shape: [vectors.length / DIM, DIM] });
}

/** Bytes of arrays once nothing is on its way any more. */
async function arrayBytes(): Promise<number> {
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => setTimeout(resolve));
    collect();
  }
  return process.memoryUsage().arrayBuffers;
}

/** Opens a file, which must be refused, and keeps no hold on it. */
async function refuse(make: () => File): Promise<{ code: unknown; file: WeakRef<File> }> {
  const file = make();
  const problem = await attempt(data, [file]);
  return { code: typeof problem === 'number' ? null : problem.code, file: new WeakRef(file) };
}

test('vectors that were read and then refused are given back', async () => {
  const before = await arrayBytes();
  const { code } = await refuse(() => new File([unusable() as Uint8Array<ArrayBuffer>], 'v.npy'));
  expect(code).toBe('VEC_NAN');
  // The file itself is still open, for a request that drops such rows; the next one takes its place.
  await useGoodFile(data);
  expect((await arrayBytes()) - before).toBeLessThan(MATRIX_BYTES / 4);
});

const bytes = (text: string) => bytesOfText(text);
const large = (...heads: BlobPart[]) => [...heads, new Uint8Array(MATRIX_BYTES)];

test.each([
  ['FILE_TRUNCATED', () => new File([unusable().slice(0, MATRIX_BYTES / 2)], 'half.npy')],
  ['FILE_TYPE', () => new File(large(), 'zeros.bin')],
  ['FILE_TRUNCATED', () => new File(large(bytes('PAR1')), 'half.parquet')],
  ['FILE_TRUNCATED', () => new File(large(bytes('ARROW1\0\0')), 'half.arrow')],
])('nothing holds a file that was refused as it was opened: %s', async (expected, make) => {
  const before = await arrayBytes();
  const { code, file } = await refuse(make);
  expect(code).toBe(expected);
  expect((await arrayBytes()) - before).toBeLessThan(MATRIX_BYTES / 4);
  expect(file.deref()).toBeUndefined();
});
