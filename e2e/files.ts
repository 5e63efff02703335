import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { List, Field, Float32, Table, Utf8, tableToIPC, vectorFromArray } from 'apache-arrow';
import { Table as WasmTable, writeParquet } from 'parquet-wasm/node';
import { zipSync } from 'fflate';

/** A file to drop on the page, made by hand so that the reader is not tested by its own writer. */
export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const file = (name: string, buffer: Uint8Array): TestFile => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(buffer),
});

function npyBytes(descr: string, shape: readonly number[], payload: Uint8Array): Buffer {
  const tuple = `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const padded = header.padEnd(117) + '\n';
  const prefix = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, padded.length, 0]);
  return Buffer.concat([prefix, Buffer.from(padded, 'latin1'), payload]);
}

/** Ids that go with a matrix: int64, one a row. */
export function npyIds(name: string, ids: readonly number[]): TestFile {
  const data = BigInt64Array.from(ids, (id) => BigInt(id));
  return file(name, npyBytes('<i8', [ids.length], new Uint8Array(data.buffer)));
}

/** A float32 matrix; `value(i, j)` is row i, column j. */
export function npy(
  name: string,
  rows: number,
  dim: number,
  value: (i: number, j: number) => number,
): TestFile {
  const data = Float32Array.from({ length: rows * dim }, (_, index) =>
    value(Math.floor(index / dim), index % dim),
  );
  return file(name, npyBytes('<f4', [rows, dim], new Uint8Array(data.buffer)));
}

/** Distinct rows without structure: a fixed hash of (i, j) in [-1, 1). */
export function noise(i: number, j: number): number {
  let x = Math.imul(i * 131 + j + 1, 0x9e3779b1);
  x = Math.imul(x ^ (x >>> 15), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 31 - 1;
}

/** An .npz as `numpy.savez` writes it when `ids` is an array of Python objects. */
export function pickledNpz(): TestFile {
  // pickle protocol 2: a list that holds one string.
  const pickle = Buffer.from('8002 5d71 0058 0100 0000 6171 0161 2e'.replaceAll(' ', ''), 'hex');
  const embeds = npy('embeds', 4, 2, noise).buffer;
  const members = { 'ids.npy': npyBytes('|O', [4], pickle), 'embeds.npy': embeds };
  return file('pickled.npz', zipSync(members, { level: 0 }));
}

/** Pairs of item ids as FORGE writes them: int64, beside a pickle that no page can read. */
export function pairsNpz(name: string, pairs: readonly (readonly [number, number])[]): TestFile {
  const data = BigInt64Array.from(pairs.flat(), (id) => BigInt(id));
  const array = npyBytes('<i8', [pairs.length, 2], new Uint8Array(data.buffer));
  const members = { 'itemEncID.npy': npyBytes('|O', [], Buffer.from([0x80])), 'pairs.npy': array };
  return file(name, zipSync(members, { level: 0 }));
}

/** An .npz with `ids` of fixed-width text (numpy's `<U6`) and `embeds`, as FORGE writes it. */
export function textNpz(): TestFile {
  const text = ['item-0', 'item-1', 'item-2', 'item-3'].join('');
  const codePoints = Uint32Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
  const ids = npyBytes('<U6', [4], new Uint8Array(codePoints.buffer));
  const members = { 'ids.npy': ids, 'embeds.npy': npy('embeds', 4, 2, noise).buffer };
  return file('words.npz', zipSync(members, { level: 0 }));
}

/** A stored .npz of float32 `embeds` alone, as numpy.savez writes it: made fast, as it may be large. */
export function vectorsNpz(name: string, rows: number, dim: number): TestFile {
  const data = new Float32Array(rows * dim);
  for (let i = 0; i < data.length; i++) data[i] = Math.imul(i + 1, 0x9e3779b1) / 2 ** 31;
  const embeds = npyBytes('<f4', [rows, dim], new Uint8Array(data.buffer));
  return file(name, zipSync({ 'embeds.npy': embeds }, { level: 0 }));
}

/** A Parquet file with columns `item_id` and `embedding`. */
export function parquet(name: string, vectors: readonly (readonly number[])[]): TestFile {
  const ids = vectorFromArray(
    vectors.map((_, i) => `item-${i}`),
    new Utf8(),
  );
  const lists = vectorFromArray(vectors, new List(new Field('item', new Float32(), true)));
  const ipc = tableToIPC(new Table({ item_id: ids, embedding: lists }), 'stream');
  return file(name, writeParquet(WasmTable.fromIPCStream(ipc)));
}

/** The bundled sample, cut off in the middle: no footer. */
export function truncatedParquet(): TestFile {
  const path = fileURLToPath(new URL('../public/sample/items.parquet', import.meta.url));
  const whole = readFileSync(path);
  return file('cut.parquet', whole.subarray(0, Math.floor(whole.length / 2)));
}

export const textFile = file('notes.txt', Buffer.from('not embeddings'));
