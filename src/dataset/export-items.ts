import { Int32, Int64, Table, Vector, makeData } from 'apache-arrow';
import { utf8Vector } from './utf8-vector';

const MAX_INT64 = 2n ** 63n - 1n;

/**
 * items.parquet: `item_id, c1..cL, code_str`, one row an item. `codes[l]` are the codes of level l.
 * `item_id` is int64 if every id is written as a plain integer (so it joins with the table it came
 * from), else text. Codes are int32, `code_str` is `12-7-201`.
 */
export async function exportItems(
  ids: readonly string[],
  codes: readonly Uint32Array[],
): Promise<Uint8Array> {
  if (codes.some((level) => level.length !== ids.length)) {
    throw new Error('every level needs one code an item');
  }
  const columns: Record<string, Vector> = { item_id: idColumn(ids) };
  for (const [level, values] of codes.entries()) {
    const data = Int32Array.from(values);
    columns[`c${level + 1}`] = new Vector([
      makeData({ type: new Int32(), length: data.length, data }),
    ]);
  }
  const sids = ids.map((_, row) => codes.map((level) => level[row]!).join('-'));
  columns['code_str'] = utf8Vector(sids);
  const { encodeParquet } = await import('./formats/parquet-wasm');
  return encodeParquet(new Table(columns));
}

function idColumn(ids: readonly string[]): Vector {
  if (!ids.every(isPlainInteger)) return utf8Vector(ids);
  const data = BigInt64Array.from(ids, BigInt);
  return new Vector([makeData({ type: new Int64(), length: data.length, data })]);
}

/** `7` and `-7`, but not `007`, `7.0` or what int64 cannot hold. */
export function isPlainInteger(id: string): boolean {
  if (!/^(0|-?[1-9]\d{0,18})$/.test(id)) return false;
  const value = BigInt(id);
  return value <= MAX_INT64 && value >= -MAX_INT64 - 1n;
}
