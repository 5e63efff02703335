import { encodeNpy } from '../dataset/formats/npy-write';
import type { NotationName } from '../sid/notations/catalogue';
import { writeColumnsCsv, writeCommaCsv, writeTokensCsv } from '../sid/notations/csv';
import { writeIndexJson } from '../sid/notations/index-json';
import type { ItemSids } from '../sid/notations/item-sids';
import type { Sids } from '../sid/types';
import type { FinishedRun } from './export';

export interface NotationOptions {
  /** Of FORGE's tokens; 8192, or the largest K if that is more, unless stated. */
  readonly offset?: number | undefined;
  /** Writes a Parquet file of `idName` and `codes`: the data worker does. */
  readonly writeLists: (idName: string) => Promise<Uint8Array>;
}

/** The SIDs of a run: of its own codes, or of those of its policy. */
export function sidsOfLevels({ n, levels }: Pick<FinishedRun, 'n' | 'levels'>): Sids {
  return {
    rows: n,
    codebookSizes: levels.map(({ codebookSize }) => codebookSize),
    codes: levels.map(({ codes }) => codes),
  };
}

/** The file of a notation. Throws `SID_ITEM_TWICE`, `SID_OFFSET`. */
export async function notationFile(
  name: NotationName,
  items: ItemSids,
  { offset, writeLists }: NotationOptions,
): Promise<string | Uint8Array> {
  switch (name) {
    case 'forge-csv':
      return writeCommaCsv(items);
    case 'forge-tokens':
      return writeTokensCsv(items, offset);
    case 'forge-columns':
      return writeColumnsCsv(items);
    case 'index-json':
      return `${JSON.stringify(writeIndexJson(items))}\n`;
    case 'onerec-parquet':
      return writeLists('pid');
    case 'torcheasyrec-parquet':
      return writeLists('item_id');
    case 'grid-npy':
      return gridNpy(items.sids);
  }
}

/** int64, L x N: a `LongTensor` by `torch.from_numpy`. */
function gridNpy({ rows, codes }: Sids): Uint8Array {
  const data = new BigInt64Array(codes.length * rows);
  codes.forEach((level, l) => {
    for (let i = 0; i < rows; i++) data[l * rows + i] = BigInt(level[i]!);
  });
  return encodeNpy({ data, shape: [codes.length, rows] });
}
