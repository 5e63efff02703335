/**
 * A table of a FlatBuffer, read where it lies. Only what Arrow's messages need; every read is checked
 * against the bytes by DataView, which throws a RangeError.
 */
export class FlatTable {
  readonly #vtable: number;

  constructor(
    readonly view: DataView,
    readonly position: number,
  ) {
    this.#vtable = position - view.getInt32(position, true);
  }

  /** The table that the buffer's first word points to. */
  static root(view: DataView): FlatTable {
    return new FlatTable(view, view.getUint32(0, true));
  }

  /** Where a field lies; null if the table has none. */
  field(index: number): number | null {
    const entry = this.#entry(index);
    const offset = entry === null ? 0 : this.view.getUint16(entry, true);
    return offset === 0 ? null : this.position + offset;
  }

  byte(index: number): number {
    const at = this.field(index);
    return at === null ? 0 : this.view.getUint8(at);
  }

  long(index: number): number {
    const at = this.field(index);
    return at === null ? 0 : Number(this.view.getBigInt64(at, true));
  }

  table(index: number): FlatTable | null {
    const at = this.field(index);
    return at === null ? null : this.at(at);
  }

  /** The table that the word at `position` points to. */
  at(position: number): FlatTable {
    return new FlatTable(this.view, position + this.view.getUint32(position, true));
  }

  /**
   * Where a vector's first element lies, and how many it has. Throws a RangeError if so many of
   * `elementBytes` each do not fit.
   */
  vector(index: number, elementBytes: number): { readonly start: number; readonly length: number } {
    const at = this.field(index);
    if (at === null) return { start: 0, length: 0 };
    const start = at + this.view.getUint32(at, true) + 4;
    const length = this.view.getUint32(start - 4, true);
    if (start + length * elementBytes > this.view.byteLength) {
      throw new RangeError(`a list of ${length} entries beyond its end`);
    }
    return { start, length };
  }

  /** Makes a field absent, in place. */
  remove(index: number): void {
    const entry = this.#entry(index);
    if (entry !== null) this.view.setUint16(entry, 0, true);
  }

  /** Where the vtable says how far the field is; null beyond its end. */
  #entry(index: number): number | null {
    const at = 4 + 2 * index;
    return at < this.view.getUint16(this.#vtable, true) ? this.#vtable + at : null;
  }
}
