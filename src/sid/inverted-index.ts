import { NO_NODE, childCodes, itemRange, nodeOf, walk, type Trie } from './trie';

/** The items of a SID, ascending; none where no item has it. A view: not to be changed. */
export function bucketOf(trie: Trie, sid: ArrayLike<number>): Uint32Array {
  const leaf = nodeOf(trie, sid);
  return leaf === NO_NODE ? new Uint32Array(0) : itemsUnder(trie, trie.depth, leaf);
}

/**
 * Hamming-1 expansion: the items whose SID differs from `sid` in at most one level. The bucket of
 * `sid` itself first, then swaps of the last level, of the one before it, ... as a swap further down
 * moves less; inside a level by ascending code, inside a bucket by ascending row. Only swaps that
 * some item has are walked, of the L (K - 1) that there are.
 */
export function hammingOne(trie: Trie, sid: ArrayLike<number>): Uint32Array {
  const found = [bucketOf(trie, sid)];
  for (let level = trie.depth - 1; level >= 0; level--) {
    const node = nodeOf(trie, Array.from(sid).slice(0, level));
    if (node === NO_NODE) continue;
    const first = trie.childStarts[level]![node]!;
    for (const [place, code] of childCodes(trie, level, node).entries()) {
      if (code === sid[level]) continue;
      const leaf = walk(trie, level + 1, first + place, sid);
      if (leaf !== NO_NODE) found.push(itemsUnder(trie, trie.depth, leaf));
    }
  }
  return concatenated(found);
}

export interface LayeredUnion {
  readonly items: Uint32Array;
  /** Codes that the last layer shares with the SID; 0 where no item shares the first. */
  readonly depth: number;
}

/**
 * Layered union: the items of the SID, then those of its prefix c1..c(L-1), of c1..c(L-2), ... until
 * there are `enough` of them or the first code alone was tried. Layers in that order; inside a
 * layer by SID, then row. An earlier layer is never cut, so there may be more than enough.
 */
export function layeredUnion(trie: Trie, sid: ArrayLike<number>, enough: number): LayeredUnion {
  const layers: Uint32Array[] = [];
  let [begin, end, last] = [0, 0, 0];
  for (let depth = trie.depth; depth > 0 && end - begin < enough; depth--) {
    const node = nodeOf(trie, Array.from(sid).slice(0, depth));
    if (node === NO_NODE) continue;
    const [first, after] = itemRange(trie, depth, node);
    // The layers are nested, so what is new lies around what was there.
    if (layers.length === 0) layers.push(trie.items.subarray(first, after));
    else layers.push(trie.items.subarray(first, begin), trie.items.subarray(end, after));
    [begin, end, last] = [first, after, depth];
  }
  return { items: concatenated(layers), depth: last };
}

function itemsUnder(trie: Trie, depth: number, node: number): Uint32Array {
  return trie.items.subarray(...itemRange(trie, depth, node));
}

function concatenated(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
