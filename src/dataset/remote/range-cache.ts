import { orCancelled } from '../../problem';
import { readAhead } from '../read-ahead';

/** The bytes [begin, end) of a file far away. */
export type FetchRange = (begin: number, end: number, signal: AbortSignal) => Promise<ArrayBuffer>;

/** Fetched at the least: readers ask for headers and indices in many small pieces. */
const BLOCK_BYTES = 256 << 10;
/** 32 MiB of blocks are kept, those used last. */
const MAX_BLOCKS = 128;
/** Larger reads are of data: fetched as they are, and not kept. */
const MAX_KEPT_BYTES = 1 << 20;
/** Asked for at a time: a cancel is prompt, and a broken connection costs little. */
const MAX_REQUEST_BYTES = 16 << 20;
/** Requests under way beside the one in hand. */
const AHEAD = 3;

/**
 * Reads of a file far away, as few requests: small reads share blocks, and neighbouring blocks a request.
 * A block that failed is asked for again by the next read.
 */
export class RangeCache {
  readonly #size: number;
  readonly #fetch: FetchRange;
  /** By number, those used last at the end. */
  readonly #blocks = new Map<number, Promise<Uint8Array>>();
  #working = 0;
  #stop = new AbortController();

  constructor(size: number, fetch: FetchRange) {
    this.#size = size;
    this.#fetch = fetch;
  }

  /** The bytes [begin, end), as a buffer of their own. Rejects as `fetch` does. */
  async read(begin: number, end: number): Promise<ArrayBuffer> {
    const target = new Uint8Array(end - begin);
    if (target.length > MAX_KEPT_BYTES) {
      const reading = readAhead(
        pieces(begin, end),
        async (piece) => ({ ...piece, bytes: await this.#request(piece.from, piece.to) }),
        AHEAD,
      );
      for await (const { from, bytes } of reading) target.set(bytes, from - begin);
      return target.buffer;
    }
    const first = Math.floor(begin / BLOCK_BYTES);
    const last = Math.ceil(end / BLOCK_BYTES);
    this.#ask(first, last);
    const wanted = Array.from({ length: last - first }, (_, i) => this.#use(first + i));
    for (const [i, bytes] of (await Promise.all(wanted)).entries()) {
      const start = (first + i) * BLOCK_BYTES;
      const part = bytes.subarray(Math.max(0, begin - start), end - start);
      target.set(part, Math.max(0, start - begin));
    }
    return target.buffer;
  }

  /**
   * `work`, which reads here, or the cancelled problem as soon as the signal fires; requests under way are
   * given up then, unless other work waits for them.
   */
  async during<Result>(
    signal: AbortSignal | undefined,
    work: () => Promise<Result>,
  ): Promise<Result> {
    this.#working += 1;
    try {
      return await orCancelled(work(), signal);
    } finally {
      this.#working -= 1;
      if (signal?.aborted && this.#working === 0) {
        this.#stop.abort();
        this.#stop = new AbortController();
      }
    }
  }

  /** Asks for those of blocks [first, last) that are not there, neighbours together. */
  #ask(first: number, last: number): void {
    let at = first;
    while (at < last) {
      if (this.#blocks.has(at)) {
        at += 1;
        continue;
      }
      const from = at * BLOCK_BYTES;
      let end = at + 1;
      while (end < last && !this.#blocks.has(end)) end += 1;
      const request = this.#request(from, Math.min(end * BLOCK_BYTES, this.#size));
      for (; at < end; at++) {
        const offset = at * BLOCK_BYTES - from;
        const block = request.then((bytes) => bytes.subarray(offset, offset + BLOCK_BYTES));
        this.#keep(at, block);
      }
    }
  }

  #keep(at: number, block: Promise<Uint8Array>): void {
    this.#blocks.set(at, block);
    block.catch(() => {
      if (this.#blocks.get(at) === block) this.#blocks.delete(at);
    });
  }

  #use(at: number): Promise<Uint8Array> {
    const block = this.#blocks.get(at);
    if (!block) throw new Error(`block ${at} was not asked for`);
    this.#blocks.delete(at);
    this.#blocks.set(at, block);
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= MAX_BLOCKS) break;
      this.#blocks.delete(oldest);
    }
    return block;
  }

  async #request(begin: number, end: number): Promise<Uint8Array> {
    const { signal } = this.#stop;
    return new Uint8Array(await orCancelled(this.#fetch(begin, end, signal), signal));
  }
}

function* pieces(begin: number, end: number): Generator<{ from: number; to: number }> {
  for (let from = begin; from < end; from += MAX_REQUEST_BYTES) {
    yield { from, to: Math.min(end, from + MAX_REQUEST_BYTES) };
  }
}
