import type { Arena, Device, Tensor } from '../../compute/device';

export interface Tokens {
  /** [sequences][time] */
  readonly tokens: Uint32Array;
  readonly time: number;
  /** Tokens of each sequence; padding stands behind. */
  readonly lengths: Uint32Array;
}

/**
 * The tokens of a batch on a device, and their places sorted by token: what an embedding's
 * gradient is summed by, without atomics. Padding is in no sum.
 */
export class TokenIndex {
  /** [rows] */
  readonly token: Tensor<'u32'>;
  /** Places, those of one token together. */
  readonly order: Tensor<'u32'>;
  readonly begin: Tensor<'u32'>;
  /** The token of each segment of `order`. */
  readonly id: Tensor<'u32'>;
  #segments = 0;

  /** For batches of up to `rows` tokens. */
  constructor(arena: Arena, rows: number) {
    this.token = arena.tensor('tokens', 'u32', rows);
    this.order = arena.tensor('token order', 'u32', rows);
    this.begin = arena.tensor('token segments', 'u32', rows + 1);
    this.id = arena.tensor('segment tokens', 'u32', rows);
  }

  /** Distinct tokens of the batch. */
  get segments(): number {
    return this.#segments;
  }

  write(device: Device, batch: Tokens): void {
    const { order, begin, id } = sortedPlaces(batch);
    device.write(this.token, batch.tokens);
    device.write(this.order, order);
    device.write(this.begin, begin);
    device.write(this.id, id);
    this.#segments = id.length;
  }
}

/** Places ascending within a token, tokens ascending. */
function sortedPlaces({ tokens, time, lengths }: Tokens) {
  // One number holds token and place, and numbers sort natively.
  const keys: number[] = [];
  for (const [sequence, length] of lengths.entries()) {
    for (let place = sequence * time; place < sequence * time + length; place++) {
      keys.push(tokens[place]! * tokens.length + place);
    }
  }
  const sorted = Float64Array.from(keys).sort();
  const order = Uint32Array.from(sorted, (key) => key % tokens.length);
  const id: number[] = [];
  const begin: number[] = [];
  for (const [at, place] of order.entries()) {
    const token = tokens[place]!;
    if (id.at(-1) === token) continue;
    id.push(token);
    begin.push(at);
  }
  return { order, id: Uint32Array.from(id), begin: Uint32Array.from([...begin, order.length]) };
}
