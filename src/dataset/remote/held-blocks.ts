/** A block of the file, in a piece that the browser may put on its disk. */
interface HeldBlock {
  readonly piece: Blob;
  readonly offset: number;
}

/**
 * Blocks of a file far away that were read in bulk, so that the same rows, chosen anew, are not fetched again.
 * Held by the browser, not in the worker's memory: at most `maxBlocks`, the first ones go first.
 */
export class HeldBlocks {
  readonly #blockBytes: number;
  readonly #maxBlocks: number;
  readonly #blocks = new Map<number, HeldBlock>();

  constructor(blockBytes: number, maxBlocks: number) {
    this.#blockBytes = blockBytes;
    this.#maxBlocks = maxBlocks;
  }

  has(at: number): boolean {
    return this.#blocks.has(at);
  }

  /** Consecutive blocks from `first` on; the last may be the file's short one. */
  keep(first: number, bytes: Uint8Array<ArrayBuffer>): void {
    const piece = new Blob([bytes]);
    for (let offset = 0; offset < bytes.length; offset += this.#blockBytes) {
      this.#blocks.set(first + offset / this.#blockBytes, { piece, offset });
    }
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= this.#maxBlocks) break;
      this.#blocks.delete(oldest);
    }
  }

  /** As many blocks from `first` on, before `last`, as stand together; null if the first is not held. */
  take(first: number, last: number): { readonly count: number; readonly part: Blob } | null {
    const from = this.#blocks.get(first);
    if (!from) return null;
    let count = 1;
    while (first + count < last && this.#blocks.get(first + count)?.piece === from.piece) {
      count += 1;
    }
    const end = from.offset + count * this.#blockBytes;
    return { count, part: from.piece.slice(from.offset, end) };
  }

  drop(first: number, count: number): void {
    for (let at = first; at < first + count; at++) this.#blocks.delete(at);
  }
}
