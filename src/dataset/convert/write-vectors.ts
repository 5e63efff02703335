import { Field, Float32, List, Table, Vector, makeData } from 'apache-arrow';
import { idColumn } from '../export-items';
import { encodeNpy } from '../formats/npy-write';
import { encodeNpz } from '../formats/npz-write';
import type { Slice } from '../types';
import { idsNpy } from './write-ids';

export type VectorFormat = 'npy' | 'npz' | 'parquet' | 'jsonl';

/** What of the rows is written. */
export type Rows = Pick<Slice, 'vectors' | 'rows' | 'dim' | 'ids'>;

/**
 * Vectors as another format has them: `.npy` (float32, rows x dim), `.npz` with FORGE's `ids` and `embeds`, Parquet
 * with `item_id` and `embedding list<float32>`, or JSON lines with these names.
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
    case 'jsonl':
      return new Blob([...lines(rows)]);
  }
}

async function vectorsParquet({ vectors, rows, dim, ids }: Rows): Promise<Uint8Array> {
  const float32 = new Float32();
  const lists = makeData({
    type: new List(new Field('element', float32, false)),
    length: rows,
    valueOffsets: Int32Array.from({ length: rows + 1 }, (_, row) => row * dim),
    child: makeData({ type: float32, length: vectors.length, data: vectors }),
  });
  const { encodeParquet } = await import('../formats/parquet-wasm');
  return encodeParquet(new Table({ item_id: idColumn(ids), embedding: new Vector([lists]) }));
}

/** Every number in full: it reads back as the same float32. */
function* lines({ vectors, rows, dim, ids }: Rows): Generator<string> {
  for (let row = 0; row < rows; row++) {
    const embedding = Array.from(vectors.subarray(row * dim, (row + 1) * dim));
    yield `${JSON.stringify({ item_id: ids[row], embedding })}\n`;
  }
}
