/** A file of SIDs as some other tool reads it. */
export interface Notation {
  /** What the file is called. */
  readonly file: string;
  /** What stands in it. */
  readonly text: string;
  /** Who reads it. */
  readonly reader: string;
}

/** The notations that a run is written in, by the names that the command line gives them. */
export const NOTATIONS = {
  'forge-csv': {
    file: 'forge_sid.csv',
    text: 'item_id,SID with "12,7,201"',
    reader: 'FORGE, as its infer_SID writes it',
  },
  'forge-tokens': {
    file: 'forge_tokens.csv',
    text: 'item_id,SID with C12C8199C16585: 8,192 a level, or the largest K if that is more',
    reader: 'FORGE, generative training',
  },
  'forge-columns': {
    file: 'forge_item_sid.csv',
    text: 'base62_string,codebook_lv1,codebook_lv2,… with the item ids as they are',
    reader: 'FORGE, item tables',
  },
  'index-json': {
    file: 'index.json',
    text: '{"item": ["<a_12>", "<b_7>", "<c_201>"]}',
    reader: 'LC-Rec, LETTER, MiniOneRec',
  },
  'onerec-parquet': {
    file: 'onerec.parquet',
    text: 'pid, codes list<int32>',
    reader: 'OpenOneRec',
  },
  'torcheasyrec-parquet': {
    file: 'torcheasyrec.parquet',
    text: 'item_id, codes list<int32>',
    reader: 'TorchEasyRec',
  },
  'grid-npy': {
    file: 'grid_sids.npy',
    text: 'int64, levels x items, in the order of codes.npy',
    reader: 'GRID, after torch.from_numpy',
  },
} as const satisfies Readonly<Record<string, Notation>>;

export type NotationName = keyof typeof NOTATIONS;
