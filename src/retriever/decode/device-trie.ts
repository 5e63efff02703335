import type { Arena, Device, Tensor } from '../../compute/device';
import type { Trie } from '../../sid/trie';

/** The catalogue's prefixes on a device: the rows of every level in one array each. */
export interface DeviceTrie {
  /** First child of every node, and one more a level; level l begins at startBegins[l]. */
  readonly childStart: Tensor<'u32'>;
  readonly startBegins: readonly number[];
  /** Last code of every node below the root; of level l from codeBegins[l] on. */
  readonly childCode: Tensor<'u32'>;
  readonly codeBegins: readonly number[];
}

export function uploadTrie(device: Device, arena: Arena, trie: Trie): DeviceTrie {
  const starts = uploadRows(device, arena, 'children of prefixes', trie.childStarts);
  const codes = uploadRows(device, arena, 'codes of prefixes', trie.codes);
  return {
    ...{ childStart: starts.tensor, startBegins: starts.begins },
    ...{ childCode: codes.tensor, codeBegins: codes.begins },
  };
}

/** Numbers in each of its arrays. */
export function trieLengths({ childStarts, codes }: Trie): readonly number[] {
  return [childStarts, codes].map((rows) => rows.reduce((sum, { length }) => sum + length, 0));
}

function uploadRows(device: Device, arena: Arena, label: string, rows: readonly Uint32Array[]) {
  let length = 0;
  const begins = rows.map((row) => (length += row.length) - row.length);
  const tensor = arena.tensor(label, 'u32', length);
  rows.forEach((row, i) => {
    device.write(tensor, row, begins[i]);
  });
  return { tensor, begins };
}
