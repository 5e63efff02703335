import type { Trie } from '../../sid/trie';
import { NOT_RANKED } from './target-ranks';

/** Ranks SIDs by their best item, for methods that rank items. */
export class SidRanks {
  /** Every row's SID as a number. */
  readonly #sidOf: Uint32Array;
  /** The last call that met a SID. */
  readonly #met: Uint32Array;
  #calls = 0;

  /** `trie` of the catalogue's SIDs. */
  constructor({ items, itemStarts }: Trie) {
    this.#sidOf = new Uint32Array(items.length);
    for (let sid = 0; sid + 1 < itemStarts.length; sid++) {
      for (let i = itemStarts[sid]!; i < itemStarts[sid + 1]!; i++) this.#sidOf[items[i]!] = sid;
    }
    this.#met = new Uint32Array(itemStarts.length);
  }

  /**
   * 0-based place of the target's SID among the distinct SIDs of the ranked rows (in any order), each
   * where its first row is by `isBefore`; `NOT_RANKED` where none of them has it. O(rows).
   */
  rankOf(
    target: number,
    rows: Uint32Array,
    isBefore: (row: number, other: number) => boolean,
  ): number {
    const goal = this.#sidOf[target]!;
    let first = NOT_RANKED;
    for (const row of rows) {
      if (this.#sidOf[row] !== goal) continue;
      if (first === NOT_RANKED || isBefore(row, first)) first = row;
    }
    if (first === NOT_RANKED) return NOT_RANKED;
    this.#calls += 1;
    let rank = 0;
    for (const row of rows) {
      const sid = this.#sidOf[row]!;
      if (this.#met[sid] === this.#calls || !isBefore(row, first)) continue;
      this.#met[sid] = this.#calls;
      rank += 1;
    }
    return rank;
  }
}
