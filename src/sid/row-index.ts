const EMPTY = 0xffffffff;

/**
 * Gives rows dense ids, equal rows the same one, in order of first appearance: an open-addressing
 * hash table on typed arrays (no string keys), which compares rows and so never trusts a hash.
 */
export class RowIndex {
  distinct = 0;
  readonly #slots: Uint32Array;
  readonly #mask: number;
  readonly #firstRows: Uint32Array;
  readonly #equal: (rowA: number, rowB: number) => boolean;

  constructor(rows: number, equal: (rowA: number, rowB: number) => boolean) {
    // At most half full, so probe runs stay short.
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(2, 2 * rows)));
    this.#slots = new Uint32Array(capacity).fill(EMPTY);
    this.#mask = capacity - 1;
    this.#firstRows = new Uint32Array(rows);
    this.#equal = equal;
  }

  /** The id of `row`. `hash` is any 32-bit integer that is equal for equal rows. */
  idOf(row: number, hash: number): number {
    let slot = mix(hash) & this.#mask;
    for (;;) {
      const id = this.#slots[slot] ?? EMPTY;
      if (id === EMPTY) {
        this.#slots[slot] = this.distinct;
        this.#firstRows[this.distinct] = row;
        return this.distinct++;
      }
      if (this.#equal(this.#firstRows[id] ?? 0, row)) return id;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** The first row of each id, ascending. */
  firstRows(): Uint32Array {
    return this.#firstRows.slice(0, this.distinct);
  }
}

/** The finalizer of MurmurHash3: every input bit reaches the low bits that choose the slot. */
export function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
