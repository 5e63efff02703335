import { mix } from './row-index';

/** Bits of a row number: two of them make an integer that Float64 holds exactly. */
const ROW_BITS = 26;
const ROW_LIMIT = 2 ** ROW_BITS;
/** Feistel rounds; with four and a random round function the permutation passes for random. */
const ROUNDS = 4;
const FIRST_CAPACITY = 1024;

/**
 * A uniform sample without replacement of the distinct (row, row) pairs of a stream, in memory of
 * O(maxPairs) whatever the length of the stream: every pair has one seeded place in a permutation
 * of all possible pairs, and the `maxPairs` lowest places are kept (bottom-k sampling, Cohen &
 * Kaplan 2007). Repeats share their place, so de-duplication is exact, and neither the order of the
 * stream nor how often a pair occurs has any influence. Rows must be below 2^26 (67 million).
 */
export class DistinctPairs {
  /** Whether there were more distinct pairs than `maxPairs`. */
  dropped = false;
  readonly #maxPairs: number;
  readonly #keys: readonly number[];
  readonly #keysBack: readonly number[];
  #places = new Float64Array(FIRST_CAPACITY);
  #size = 0;
  /** Once the sample is full: its highest place. What lies above cannot enter any more. */
  #ceiling = Infinity;

  constructor(maxPairs: number, seed: number) {
    this.#maxPairs = maxPairs;
    this.#keys = Array.from({ length: ROUNDS }, (_, round) =>
      mix(mix(seed | 0) + Math.imul(round + 1, 0x9e3779b9)),
    );
    this.#keysBack = this.#keys.toReversed();
  }

  add(rowA: number, rowB: number): void {
    if (rowA >= ROW_LIMIT || rowB >= ROW_LIMIT) {
      throw new Error(`rows ${rowA} and ${rowB}: only rows below ${ROW_LIMIT} can be paired`);
    }
    const place = this.#placeOf(rowA, rowB);
    if (place > this.#ceiling) {
      this.dropped = true;
      return;
    }
    if (this.#size === this.#places.length) this.#makeRoom();
    this.#places[this.#size++] = place;
  }

  /** The sampled pairs as columns, by first row, then second. */
  pairs(): { readonly first: Uint32Array; readonly second: Uint32Array } {
    this.#compact();
    const sorted = this.#places
      .slice(0, this.#size)
      .map((place) => this.#pairAt(place))
      .sort();
    return {
      first: Uint32Array.from(sorted, (pair) => Math.floor(pair / ROW_LIMIT)),
      second: Uint32Array.from(sorted, (pair) => pair % ROW_LIMIT),
    };
  }

  #makeRoom(): void {
    this.#compact();
    // Half of the room free after each sort keeps the cost of sorting in proportion to the stream.
    if (this.#size <= this.#places.length / 2) return;
    const larger = new Float64Array(this.#places.length * 2);
    larger.set(this.#places);
    this.#places = larger;
  }

  #compact(): void {
    const sorted = this.#places.subarray(0, this.#size).sort();
    let distinct = 0;
    for (const place of sorted) {
      if (distinct === 0 || place !== sorted[distinct - 1]) sorted[distinct++] = place;
    }
    this.dropped ||= distinct > this.#maxPairs;
    this.#size = Math.min(distinct, this.#maxPairs);
    if (this.#size === this.#maxPairs) this.#ceiling = sorted[this.#size - 1] ?? -1;
  }

  /** A Feistel network: a seeded permutation of all pairs that can be walked backwards. */
  #placeOf(rowA: number, rowB: number): number {
    let [left, right] = [rowA, rowB];
    for (const key of this.#keys) [left, right] = [right, left ^ scramble(right, key)];
    return left * ROW_LIMIT + right;
  }

  #pairAt(place: number): number {
    let [left, right] = [Math.floor(place / ROW_LIMIT), place % ROW_LIMIT];
    for (const key of this.#keysBack) {
      [left, right] = [right ^ scramble(left, key), left];
    }
    return left * ROW_LIMIT + right;
  }
}

/** The high 26 bits of the mixed half: the low ones of a multiplicative hash are its weakest. */
function scramble(half: number, key: number): number {
  return mix(half ^ key) >>> (32 - ROW_BITS);
}
