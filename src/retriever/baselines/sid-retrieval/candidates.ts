import { bucketOf, hammingOne, layeredUnion } from '../../../sid/inverted-index';
import type { Trie } from '../../../sid/trie';
import { codewordAt, nearestCodewords, type ResidualCodebooks } from './residual-codes';

/** How a profile's SID becomes candidate items. */
export type Expansion =
  /** The items of the SID itself. */
  | { readonly kind: 'exact' }
  /**
   * Each level's code in turn for the `codewords` nearest to its own codeword, itself included:
   * L (codewords - 1) + 1 SIDs (`--expand-rq-M` of CarterHe479/Semantic-ID; `--expand-vq-T` at L = 1).
   */
  | { readonly kind: 'nearest-codewords'; readonly codewords: number }
  /** All items whose SID differs in one level at most. */
  | { readonly kind: 'hamming-1' }
  /** Ever shorter prefixes until there are `enough` items. */
  | { readonly kind: 'layered'; readonly enough: number };

/** The candidates of a SID, each once. */
export function candidatesOf(
  trie: Trie,
  sid: Uint32Array,
  expansion: Expansion,
  codebooks: ResidualCodebooks,
): Uint32Array {
  switch (expansion.kind) {
    case 'exact':
      return bucketOf(trie, sid);
    case 'nearest-codewords':
      return nearestSwaps(trie, sid, expansion.codewords, codebooks);
    case 'hamming-1':
      return hammingOne(trie, sid);
    case 'layered':
      return layeredUnion(trie, sid, expansion.enough).items;
  }
}

function nearestSwaps(
  trie: Trie,
  sid: Uint32Array,
  count: number,
  codebooks: ResidualCodebooks,
): Uint32Array {
  const found = [...bucketOf(trie, sid)];
  for (const [level, own] of sid.entries()) {
    const codeword = codewordAt(codebooks, level, own);
    for (const code of nearestCodewords(codebooks, level, codeword, count)) {
      if (code !== own) found.push(...bucketOf(trie, sid.with(level, code)));
    }
  }
  return Uint32Array.from(found);
}
