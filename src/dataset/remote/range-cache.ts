import { orCancelled } from '../../problem';
import { readAhead } from '../read-ahead';
import { HeldBlocks } from './held-blocks';

/** The bytes [begin, end) of a file far away. */
export type FetchRange = (begin: number, end: number, signal: AbortSignal) => Promise<ArrayBuffer>;

/** Fetched at the least: readers ask for headers and indices in many small pieces. */
const BLOCK_BYTES = 256 << 10;
/** 32 MiB of blocks are kept, those used last. */
const MAX_BLOCKS = 128;
/** Larger reads are of data, whose blocks the browser holds: 1 GiB, which it may put on its disk. */
const BULK_BYTES = 1 << 20;
const MAX_HELD_BLOCKS = 4096;
/** Asked for at a time, 16 MiB: a cancel is prompt, and a broken connection costs little. */
const MAX_REQUEST_BLOCKS = 64;
/** Requests under way beside the one in hand. */
const AHEAD = 3;

interface Part {
  /** Where it stands in the file. */
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** Consecutive blocks. */
interface Run {
  readonly at: number;
  readonly count: number;
  /** Where they are held. */
  readonly part: Blob | null;
}

/**
 * Reads of a file far away, as few requests: small reads share blocks, and neighbouring blocks a request.
 * A block that failed is asked for again by the next read.
 */
export class RangeCache {
  readonly #size: number;
  readonly #fetch: FetchRange;
  /** By number, those used last at the end. */
  readonly #blocks = new Map<number, Promise<Uint8Array>>();
  readonly #held = new HeldBlocks(BLOCK_BYTES, MAX_HELD_BLOCKS);
  #working = 0;
  #fetched = 0;
  readonly #listeners = new Set<() => void>();
  #stop = new AbortController();

  constructor(size: number, fetch: FetchRange) {
    this.#size = size;
    this.#fetch = fetch;
  }

  /** The bytes [begin, end), as a buffer of their own. Rejects as `fetch` does. */
  async read(begin: number, end: number): Promise<ArrayBuffer> {
    const target = new Uint8Array(end - begin);
    const first = Math.floor(begin / BLOCK_BYTES);
    const last = Math.ceil(end / BLOCK_BYTES);
    const parts = target.length > BULK_BYTES ? this.#bulk(first, last) : this.#few(first, last);
    for await (const { start, bytes } of parts) {
      const part = bytes.subarray(Math.max(0, begin - start), end - start);
      target.set(part, Math.max(0, start - begin));
    }
    return target.buffer;
  }

  /**
   * `work`, which reads here, or the cancelled problem as soon as the signal fires; requests under way are
   * given up then, unless other work waits for them. `onBytes` is told how many bytes came since it began.
   */
  async during<Result>(
    signal: AbortSignal | undefined,
    work: () => Promise<Result>,
    onBytes: (bytes: number) => void = () => undefined,
  ): Promise<Result> {
    this.#working += 1;
    const before = this.#fetched;
    const tell = () => onBytes(this.#fetched - before);
    this.#listeners.add(tell);
    try {
      return await orCancelled(work(), signal);
    } finally {
      this.#working -= 1;
      this.#listeners.delete(tell);
      if (signal?.aborted && this.#working === 0) {
        this.#stop.abort();
        this.#stop = new AbortController();
      }
    }
  }

  /** Blocks [first, last), one by one. */
  async *#few(first: number, last: number): AsyncGenerator<Part> {
    this.#ask(first, last);
    const wanted = Array.from({ length: last - first }, (_, i) => this.#use(first + i));
    for (const [i, bytes] of (await Promise.all(wanted)).entries()) {
      yield { start: (first + i) * BLOCK_BYTES, bytes };
    }
  }

  /** Blocks [first, last), as many together as are held or are to be fetched. */
  #bulk(first: number, last: number): AsyncGenerator<Part> {
    return readAhead(this.#runs(first, last), (run) => this.#load(run, true), AHEAD);
  }

  *#runs(first: number, last: number): Generator<Run> {
    for (let at = first; at < last;) {
      const held = this.#held.take(at, last);
      const most = Math.min(last, at + MAX_REQUEST_BLOCKS);
      let end = at + 1;
      while (end < most && !this.#held.has(end)) end += 1;
      const run = { at, count: end - at, part: null, ...held };
      yield run;
      at += run.count;
    }
  }

  async #load({ at, count, part }: Run, isBulk: boolean): Promise<Part> {
    const start = at * BLOCK_BYTES;
    if (part) {
      const bytes = await part.arrayBuffer().catch(() => null);
      if (bytes) return { start, bytes: new Uint8Array(bytes) };
      // The browser had no room for it.
      this.#held.drop(at, count);
    }
    const bytes = await this.#request(start, Math.min(start + count * BLOCK_BYTES, this.#size));
    if (isBulk) this.#held.keep(at, bytes);
    return { start, bytes };
  }

  /** Asks for those of blocks [first, last) that are not there, neighbours together. */
  #ask(first: number, last: number): void {
    for (let at = first; at < last; at++) {
      if (this.#blocks.has(at)) continue;
      let end = at + 1;
      while (end < last && !this.#blocks.has(end)) end += 1;
      for (const run of this.#runs(at, end)) {
        const loaded = this.#load(run, false);
        for (let i = 0; i < run.count; i++) {
          const offset = i * BLOCK_BYTES;
          const block = loaded.then(({ bytes }) => bytes.subarray(offset, offset + BLOCK_BYTES));
          this.#keep(run.at + i, block);
        }
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

  async #request(begin: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const { signal } = this.#stop;
    const bytes = new Uint8Array(await orCancelled(this.#fetch(begin, end, signal), signal));
    this.#fetched += bytes.length;
    for (const tell of this.#listeners) tell();
    return bytes;
  }
}
