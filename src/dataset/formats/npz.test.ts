import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { openNpz } from './npz';
import { readNpyRows } from './npy';
import { encodeNpy } from './npy-write';
import { encodeNpz } from './npz-write';

const file = (bytes: Uint8Array, name = 'shard.npz') =>
  new File([bytes as Uint8Array<ArrayBuffer>], name);
const matrix = { data: Float32Array.of(1, 2, 3, 4), shape: [2, 2] };
const ids = { data: Int32Array.of(7, 8), shape: [2] };

async function valuesOf(npz: File): Promise<Record<string, unknown[]>> {
  const values: Record<string, unknown[]> = {};
  for (const array of await openNpz(npz)) {
    values[array.name] = [...(await readNpyRows(array, 0, array.header.shape[0] ?? 1)).values];
  }
  return values;
}

test.each([
  ['stored', file(encodeNpz({ ids, embeds: matrix }))],
  [
    'deflated',
    file(zipSync({ 'ids.npy': encodeNpy(ids), 'embeds.npy': encodeNpy(matrix) }, { level: 6 })),
  ],
])('%s members are read', async (_how, npz) => {
  expect(await valuesOf(npz)).toEqual({ ids: [7, 8], embeds: [1, 2, 3, 4] });
});

test('the same arrays give the same bytes', () => {
  expect(encodeNpz({ ids })).toEqual(encodeNpz({ ids }));
});

test('a ZIP64 directory entry is read, as NumPy writes for large arrays', async () => {
  expect(await valuesOf(file(zip64('ids.npy', encodeNpy(ids))))).toEqual({ ids: [7, 8] });
});

test('a truncated file', async () => {
  const whole = encodeNpz({ ids, embeds: matrix });
  for (const bytes of [30, whole.length - 30]) {
    await expect(openNpz(file(whole.slice(0, bytes)))).rejects.toMatchObject({
      code: 'FILE_TRUNCATED',
    });
  }
});

test('damaged compressed data', async () => {
  const whole = zipSync({ 'ids.npy': encodeNpy(ids) }, { level: 6 });
  whole.fill(0xff, 40, 60);
  await expect(openNpz(file(whole))).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
});

test('a PyTorch checkpoint is named', async () => {
  const torch = zipSync({ 'model/data.pkl': new Uint8Array(3) });
  await expect(openNpz(file(torch))).rejects.toMatchObject({
    code: 'FILE_TYPE',
    message: expect.stringContaining('PyTorch') as string,
  });
});

/** One stored member whose sizes and offset stand in the ZIP64 extra field. */
function zip64(name: string, content: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(name);
  const local = new DataView(new ArrayBuffer(30));
  local.setUint32(0, 0x04034b50, true);
  local.setUint16(26, text.length, true);
  const central = new DataView(new ArrayBuffer(46 + text.length + 28));
  central.setUint32(0, 0x02014b50, true);
  central.setUint32(20, 0xffffffff, true);
  central.setUint32(24, 0xffffffff, true);
  central.setUint16(28, text.length, true);
  central.setUint16(30, 28, true);
  central.setUint32(42, 0xffffffff, true);
  new Uint8Array(central.buffer).set(text, 46);
  const extra = 46 + text.length;
  central.setUint16(extra, 1, true);
  central.setUint16(extra + 2, 24, true);
  central.setBigUint64(extra + 4, BigInt(content.length), true);
  central.setBigUint64(extra + 12, BigInt(content.length), true);
  central.setBigUint64(extra + 20, 0n, true);
  const directoryAt = 30 + text.length + content.length;
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint32(12, central.byteLength, true);
  end.setUint32(16, directoryAt, true);
  const parts = [
    new Uint8Array(local.buffer),
    text,
    content,
    new Uint8Array(central.buffer),
    new Uint8Array(end.buffer),
  ];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
