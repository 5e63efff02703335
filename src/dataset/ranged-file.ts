interface RangedFileOptions {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** The bytes [begin, end), both within the file, as a buffer of their own. */
  readonly read: (begin: number, end: number) => Promise<ArrayBuffer>;
  /** Milliseconds since 1970; 0 where it is not known. */
  readonly lastModified?: number;
}

/** Given on at a time by `stream`. */
const STREAM_BYTES = 4 << 20;

/**
 * A file whose bytes come from a function: readers that slice a `File` read only what they ask for.
 * It is no `Blob` of the browser's, so it can be neither a part of one nor sent to a worker.
 */
export class RangedFile implements File {
  readonly name: string;
  readonly size: number;
  readonly lastModified: number;
  readonly type = '';
  readonly webkitRelativePath = '';
  readonly #read: RangedFileOptions['read'];

  constructor({ name, size, read, lastModified = 0 }: RangedFileOptions) {
    this.name = name;
    this.size = size;
    this.lastModified = lastModified;
    this.#read = read;
  }

  slice(start = 0, end = this.size): RangedFile {
    const from = this.#within(start);
    const size = Math.max(0, this.#within(end) - from);
    const read = (begin: number, stop: number) => this.#read(from + begin, from + stop);
    return new RangedFile({ name: this.name, size, read, lastModified: this.lastModified });
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return this.size === 0 ? Promise.resolve(new ArrayBuffer(0)) : this.#read(0, this.size);
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.arrayBuffer());
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(await this.arrayBuffer());
  }

  stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    let at = 0;
    return new ReadableStream({
      pull: async (controller) => {
        const part = this.slice(at, at + STREAM_BYTES);
        at += part.size;
        if (part.size > 0) controller.enqueue(await part.bytes());
        if (at >= this.size) controller.close();
      },
    });
  }

  /** Where a slice's bound lies: negative ones count from the end, as a Blob's do. */
  #within(at: number): number {
    return Math.min(this.size, Math.max(0, at < 0 ? this.size + at : at));
  }
}
