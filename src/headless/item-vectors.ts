import { Problem } from '../problem';
import type { DataApi } from '../worker/protocol';
import type { Say } from './lines';

/** Vectors of a shard's rows, by their ids. */
export interface ItemVectors {
  readonly name: string;
  readonly ids: readonly string[];
  /** Row-major, `dim` a row. */
  readonly vectors: Float32Array;
  readonly dim: number;
}

/** All rows of a file of vectors. A column left null is guessed. Throws the Problems of the data worker. */
export async function openVectors(
  data: DataApi,
  file: File,
  { vectors: vector, ids: id }: { readonly vectors: string | null; readonly ids: string | null },
  say: Say,
): Promise<ItemVectors> {
  say(`Opening ${file.name}`);
  const { mapping } = await data.open(file);
  const slice = await data.slice({
    mapping: { ...mapping, vector: vector ?? mapping.vector, id: id ?? mapping.id },
    ...{ where: '', sample: null, seed: 0, dropNonFinite: false },
  });
  return { name: file.name, ids: slice.ids, vectors: slice.vectors, dim: slice.dim };
}

/** The vectors of `ids`, in their order. Throws `ITEMS_VECTORS` where one has none. */
export function vectorsOf(ids: readonly string[], items: ItemVectors): Float32Array {
  const { name, vectors, dim } = items;
  const rowOf = new Map(items.ids.map((id, row) => [id, row]));
  const rows = ids.map((id) => rowOf.get(id));
  const first = rows.indexOf(undefined);
  if (first >= 0) {
    const missing = rows.filter((row) => row === undefined).length;
    throw new Problem(
      'ITEMS_VECTORS',
      `${missing.toLocaleString('en-US')} of ${ids.length.toLocaleString('en-US')} coded items have no vector in ${name}, ${ids[first]} the first.`,
      'Give the file that the codes were made of, with --ids COLUMN if the ids were guessed wrong.',
    );
  }
  const chosen = new Float32Array(ids.length * dim);
  rows.forEach((row = 0, i) => {
    chosen.set(vectors.subarray(row * dim, (row + 1) * dim), i * dim);
  });
  return chosen;
}
