import { Field, Float32, List, Table, Vector, makeData, tableToIPC } from 'apache-arrow';
import { csvField } from '../../sid/notations/csv';
import { idColumn } from '../export-items';
import { encodeNpy } from '../formats/npy-write';
import { encodeNpz } from '../formats/npz-write';
import { base64OfFloats } from '../text/base64-vector';
import type { Slice } from '../types';
import { idsNpy } from './write-ids';

export type VectorFormat = 'npy' | 'npz' | 'parquet' | 'feather' | 'jsonl' | 'item-emb';

/** What of the rows is written. */
export type Rows = Pick<Slice, 'vectors' | 'rows' | 'dim' | 'ids'>;

/**
 * Vectors as another format has them: `.npy` (float32, rows x dim), `.npz` with FORGE's `ids` and `embeds`, Parquet or
 * Feather (Arrow IPC) with `item_id` and `embedding list<float32>`, JSON lines with these names, or FORGE's Item-EMB
 * CSV, `base62_string,feature` with base64 of little-endian float32.
 */
export async function writeVectors(format: VectorFormat, rows: Rows): Promise<Uint8Array | Blob> {
  const { vectors: data, rows: n, dim, ids } = rows;
  switch (format) {
    case 'npy':
      return encodeNpy({ data, shape: [n, dim] });
    case 'npz':
      return encodeNpz({ ids: idsNpy(ids), embeds: encodeNpy({ data, shape: [n, dim] }) });
    case 'parquet':
      return vectorsParquet(rows);
    case 'feather':
      return tableToIPC(vectorsTable(rows), 'file');
    case 'jsonl':
      return new Blob([...jsonLines(rows)]);
    case 'item-emb':
      return new Blob([...itemEmbLines(rows)]);
  }
}

async function vectorsParquet(rows: Rows): Promise<Uint8Array> {
  const { encodeParquet } = await import('../formats/parquet-wasm');
  return encodeParquet(vectorsTable(rows));
}

function vectorsTable({ vectors, rows, dim, ids }: Rows): Table {
  const float32 = new Float32();
  const lists = makeData({
    type: new List(new Field('element', float32, false)),
    length: rows,
    valueOffsets: Int32Array.from({ length: rows + 1 }, (_, row) => row * dim),
    child: makeData({ type: float32, length: vectors.length, data: vectors }),
  });
  return new Table({ item_id: idColumn(ids), embedding: new Vector([lists]) });
}

/** Every number in full: it reads back as the same float32. */
function* jsonLines({ vectors, rows, dim, ids }: Rows): Generator<string> {
  for (let row = 0; row < rows; row++) {
    const embedding = Array.from(vectors.subarray(row * dim, (row + 1) * dim));
    yield `${JSON.stringify({ item_id: ids[row], embedding })}\n`;
  }
}

function* itemEmbLines({ vectors, rows, dim, ids }: Rows): Generator<string> {
  yield 'base62_string,feature\n';
  for (let row = 0; row < rows; row++) {
    const feature = base64OfFloats(vectors.subarray(row * dim, (row + 1) * dim));
    yield `${csvField(ids[row] ?? '')},${feature}\n`;
  }
}
