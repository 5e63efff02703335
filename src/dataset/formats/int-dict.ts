/** `{key: value}` of a Python dict of ints, entry by entry in the order of the file. */
export interface IntDict {
  readonly keys: BigInt64Array;
  readonly values: BigInt64Array;
}

/** Grows by doubling: a dict of millions of entries is never an array of objects. */
export class DictBuilder {
  length = 0;
  #keys = new BigInt64Array(1024);
  #values = new BigInt64Array(1024);

  add(key: bigint, value: bigint): void {
    if (this.length === this.#keys.length) {
      this.#keys = grown(this.#keys);
      this.#values = grown(this.#values);
    }
    this.#keys[this.length] = key;
    this.#values[this.length] = value;
    this.length += 1;
  }

  entries(): IntDict {
    return { keys: this.#keys.slice(0, this.length), values: this.#values.slice(0, this.length) };
  }
}

function grown(values: BigInt64Array<ArrayBuffer>): BigInt64Array<ArrayBuffer> {
  const larger = new BigInt64Array(2 * values.length);
  larger.set(values);
  return larger;
}
