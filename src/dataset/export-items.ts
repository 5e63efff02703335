import { Field, Int32, Int64, List, Table, Vector, makeData } from 'apache-arrow';
import { isPlainInteger } from './plain-integer';
import { utf8Vector } from './utf8-vector';

/**
 * items.parquet: `item_id, c1..cL, code_str`, one row an item. `codes[l]` are the codes of level l.
 * `item_id` is int64 if every id is written as a plain integer (so it joins with the table it came
 * from), else text. Codes are int32, `code_str` is `12-7-201`.
 */
export async function exportItems(
  ids: readonly string[],
  codes: readonly Uint32Array[],
): Promise<Uint8Array> {
  checkLengths(ids, codes);
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

/**
 * A Parquet file with one list of int32 codes an item: `codes`, beside the ids in a column of the
 * given name, which is int64 or text as in `exportItems`.
 */
export async function exportSidLists(
  ids: readonly string[],
  codes: readonly Uint32Array[],
  idName: string,
): Promise<Uint8Array> {
  checkLengths(ids, codes);
  const depth = codes.length;
  const data = new Int32Array(ids.length * depth);
  codes.forEach((level, l) => {
    for (let row = 0; row < ids.length; row++) data[row * depth + l] = level[row]!;
  });
  const int32 = new Int32();
  // By hand, as `vectorFromArray` compiles code, which the page's Content Security Policy refuses.
  const lists = makeData({
    type: new List(new Field('element', int32, false)),
    length: ids.length,
    valueOffsets: Int32Array.from({ length: ids.length + 1 }, (_, row) => row * depth),
    child: makeData({ type: int32, length: data.length, data }),
  });
  const { encodeParquet } = await import('./formats/parquet-wasm');
  return encodeParquet(new Table({ [idName]: idColumn(ids), codes: new Vector([lists]) }));
}

function checkLengths(ids: readonly string[], codes: readonly Uint32Array[]): void {
  if (codes.every((level) => level.length === ids.length)) return;
  throw new Error('every level needs one code an item');
}

/** int64 if every id is written as a plain integer, else text. */
export function idColumn(ids: readonly string[]): Vector {
  if (!ids.every(isPlainInteger)) return utf8Vector(ids);
  const data = BigInt64Array.from(ids, BigInt);
  return new Vector([makeData({ type: new Int64(), length: data.length, data })]);
}
