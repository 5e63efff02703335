import { Problem } from '../../problem';
import type { IntDict } from './int-dict';
import { openNpy, readNpyRows, type NpyArray } from './npy';
import { NPY_HEADER_BYTES, pickleOffset } from './npy-header';
import { encodeNpy } from './npy-write';
import { unpickleIntDict } from './unpickle-int-dict';

/** The array of FORGE's `contrastive_data_mask.npz` that says which row of `embeds` an item has. */
export const ITEM_TABLE = 'itemEncID';

/**
 * FORGE's `itemEncID` as a column of int64 item ids, one a row of `embeds`: the file holds it as a
 * pickled dict {item id: row}, its README describes an (N, 2) table of the two. Throws `NPZ_PICKLE`,
 * `FILE_TRUNCATED`, and `NPZ_ITEM_TABLE` where the rows are not 0..N-1, each once.
 */
export async function openItemTable(content: Blob): Promise<NpyArray> {
  const head = new Uint8Array(await content.slice(0, NPY_HEADER_BYTES).arrayBuffer());
  const start = pickleOffset(head, ITEM_TABLE);
  if (start !== null) {
    const pickle = new Uint8Array(await content.slice(start).arrayBuffer());
    return idColumn(unpickleIntDict(pickle, ITEM_TABLE));
  }
  const array = await openNpy(content, ITEM_TABLE);
  const { shape, kind } = array.header;
  const isTable = shape.length === 2 && shape[1] === 2 && (kind === 'i' || kind === 'u');
  return isTable ? idColumn(await entriesOf(array)) : array;
}

/** Throws `NPZ_ITEM_TABLE` if a file's item table and its vectors differ in rows. */
export function checkItemTable(arrays: readonly NpyArray[]): void {
  const rowsOf = ({ header }: NpyArray) => header.shape[0] ?? 0;
  const table = arrays.find(({ name }) => name === ITEM_TABLE);
  const vectors = arrays.find(({ header }) => header.kind === 'f' && header.shape.length === 2);
  if (!table || !vectors || rowsOf(table) === rowsOf(vectors)) return;
  throw new Problem(
    'NPZ_ITEM_TABLE',
    `${ITEM_TABLE} has ${rowsOf(table)} items and ${vectors.name} has ${rowsOf(vectors)} rows.`,
    'Save one item id a row of the vectors.',
  );
}

async function entriesOf(table: NpyArray): Promise<IntDict> {
  const rows = table.header.shape[0] ?? 0;
  const { values } = await readNpyRows(table, 0, rows);
  const column = (which: number) =>
    BigInt64Array.from({ length: rows }, (_, row) => BigInt(values[2 * row + which] ?? 0));
  const [keys, rowNumbers] = [column(0), column(1)];
  return { keys, values: rowNumbers };
}

async function idColumn({ keys, values }: IntDict): Promise<NpyArray> {
  const ids = new BigInt64Array(keys.length);
  const isSet = new Uint8Array(keys.length);
  for (let entry = 0; entry < keys.length; entry++) {
    const row = Number(values[entry]);
    // Of a typed array, a row beyond its end is undefined and not 0.
    if (isSet[row] !== 0) throw badRow(keys[entry]!, row, keys.length, isSet[row] !== undefined);
    isSet[row] = 1;
    ids[row] = keys[entry]!;
  }
  const bytes = encodeNpy({ data: ids, shape: [ids.length] });
  return openNpy(new Blob([bytes as Uint8Array<ArrayBuffer>]), ITEM_TABLE);
}

function badRow(id: bigint, row: number, rows: number, isTwice: boolean): Problem {
  const why = isTwice
    ? 'which an item before it has too'
    : `and its ${rows.toLocaleString('en-US')} items ask for rows 0 to ${rows - 1}`;
  return new Problem(
    'NPZ_ITEM_TABLE',
    `${ITEM_TABLE} gives item ${id} the row ${row}, ${why}.`,
    `Save one entry {item id: row of embeds} a row, or plain ids in the order of embeds.`,
  );
}
