import { writeNpz } from './write-npz.mjs';
import { writeParquet } from './write-parquet.mjs';

/** Files of several GB as researchers have them, and the MB/s of vectors at which a sample should come. */
export const LARGE_FILES = [
  { name: 'forge.npz', write: writeNpz, rows: 2_000_000, dim: 512, leastMegabytes: 400 },
  {
    name: 'items.parquet',
    write: writeParquet,
    rows: 500_000,
    dim: 512,
    groupRows: 65_536,
    leastMegabytes: 150,
  },
];
