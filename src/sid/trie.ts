import { lexicographicOrder } from './lexicographic-order';
import type { Sids } from './types';

/** What no prefix of the catalogue leads to. */
export const NO_NODE = -1;

/**
 * The prefixes of a catalogue's SIDs as a tree in compressed rows. Nodes of one depth are numbered in
 * lexicographic order of their prefixes; depth 0 is the root, node 0. The children of node v of depth
 * d are the nodes `childStarts[d][v]` to `childStarts[d][v + 1]` (excluded) of depth d + 1, and
 * `codes[d][w]` is the last code of node w of depth d + 1: ascending among siblings.
 */
export interface Trie {
  /** L: the depth of the leaves, each of which is one distinct SID. */
  readonly depth: number;
  /** L arrays, each one longer than the nodes of its depth. */
  readonly childStarts: readonly Uint32Array[];
  /** L arrays, each as long as the nodes of the depth below. */
  readonly codes: readonly Uint32Array[];
  /** The bucket of leaf v is items[itemStarts[v]] to items[itemStarts[v + 1]] (excluded). */
  readonly itemStarts: Uint32Array;
  /** All n rows, bucket after bucket; ascending inside each. */
  readonly items: Uint32Array;
}

/** The trie of all items. Time O(L (n + K)), memory O(L n) at most. */
export function buildTrie(sids: Sids): Trie {
  const depth = sids.codes.length;
  const items = lexicographicOrder(sids);
  const parted = partingLevels(sids, items);
  const places = Array.from({ length: depth + 1 }, (_, d) => firstPlaces(parted, d));
  return {
    depth,
    childStarts: sids.codes.map((_, d) => startsWithin(places[d]!, places[d + 1]!)),
    codes: sids.codes.map((codes, d) => places[d + 1]!.map((place) => codes[items[place]!]!)),
    itemStarts: withEnd(places[depth]!, items.length),
    items,
  };
}

/** Number of distinct prefixes of `depth` codes. */
export function nodeCount(trie: Trie, depth: number): number {
  return depth === trie.depth ? trie.itemStarts.length - 1 : trie.childStarts[depth]!.length - 1;
}

/** The codes that may follow node `node` of `depth` < L, ascending. A view: not to be changed. */
export function childCodes(trie: Trie, depth: number, node: number): Uint32Array {
  const starts = trie.childStarts[depth]!;
  return trie.codes[depth]!.subarray(starts[node], starts[node + 1]);
}

/** The node of depth + 1 that `code` leads to, or `NO_NODE`. Binary search. */
export function childNode(trie: Trie, depth: number, node: number, code: number): number {
  const codes = trie.codes[depth]!;
  let low = trie.childStarts[depth]![node]!;
  const end = trie.childStarts[depth]![node + 1]!;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (codes[middle]! < code) low = middle + 1;
    else high = middle;
  }
  return low < end && codes[low] === code ? low : NO_NODE;
}

/** The node of a prefix of at most L codes, or `NO_NODE` where no item has it. */
export function nodeOf(trie: Trie, prefix: ArrayLike<number>): number {
  return walk(trie, 0, 0, prefix);
}

/** The node reached from `node` of `depth` by all codes of `path` from `depth` on, or `NO_NODE`. */
export function walk(trie: Trie, depth: number, node: number, path: ArrayLike<number>): number {
  let reached = node;
  for (let d = depth; d < path.length && reached !== NO_NODE; d++) {
    reached = childNode(trie, d, reached, path[d]!);
  }
  return reached;
}

/** First and end (excluded) in `items` of all that begin with the prefix of a node. */
export function itemRange(trie: Trie, depth: number, node: number): [first: number, end: number] {
  let [first, end] = [node, node + 1];
  for (let d = depth; d < trie.depth; d++) {
    [first, end] = [trie.childStarts[d]![first]!, trie.childStarts[d]![end]!];
  }
  return [trie.itemStarts[first]!, trie.itemStarts[end]!];
}

/** For each place in sorted order, the first level at which it leaves the place before; L: none. */
function partingLevels({ codes }: Sids, items: Uint32Array): Uint8Array {
  const parted = new Uint8Array(items.length);
  for (let place = 1; place < items.length; place++) {
    const [before, row] = [items[place - 1]!, items[place]!];
    let level = 0;
    while (level < codes.length && codes[level]![before] === codes[level]![row]) level++;
    parted[place] = level;
  }
  return parted;
}

/** First place of every node of `depth`. The root is there even without items. */
function firstPlaces(parted: Uint8Array, depth: number): Uint32Array {
  if (depth === 0) return new Uint32Array(1);
  const places = new Uint32Array(parted.length);
  let nodes = 0;
  for (let place = 0; place < parted.length; place++) {
    if (place === 0 || parted[place]! < depth) places[nodes++] = place;
  }
  return places.slice(0, nodes);
}

/** For each node, the number of its first child; behind them the number of children in all. */
function startsWithin(parents: Uint32Array, children: Uint32Array): Uint32Array {
  let child = 0;
  const starts = parents.map((place) => {
    while (child < children.length && children[child]! < place) child++;
    return child;
  });
  return withEnd(starts, children.length);
}

function withEnd(starts: Uint32Array, end: number): Uint32Array {
  const ended = new Uint32Array(starts.length + 1);
  ended.set(starts);
  ended[starts.length] = end;
  return ended;
}
