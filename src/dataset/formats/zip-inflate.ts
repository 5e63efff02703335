import { Inflate } from 'fflate';
import { Problem, throwIfCancelled } from '../../problem';

/** Read from the file at a time. */
const READ_BYTES = 4 << 20;
/** Inflated at a time: DEFLATE makes at most 1,032 bytes of one, so 64 MiB. */
const PUSH_BYTES = 64 << 10;
/** Less does no harm, whatever it was packed into: a column of one value, say. */
const HARMLESS_BYTES = 256 << 20;
/** Vectors hardly pack at all, ids some ten times. */
const MAX_RATIO = 100;

/** Throws `ZIP_BOMB` where `bytes` are promised from so few that they cannot be vectors or ids. */
export function refuseBomb(name: string, bytes: number, packedBytes: number): void {
  if (bytes <= HARMLESS_BYTES || bytes <= MAX_RATIO * packedBytes) return;
  const gigabytes = (bytes / 2 ** 30).toFixed(1);
  throw new Problem(
    'ZIP_BOMB',
    `${name} would unpack to ${gigabytes} GiB, ${Math.round(bytes / packedBytes)} times its size in the file: no vectors or ids do.`,
    'Save the arrays with numpy.savez, uncompressed, or download the file again.',
  );
}

/**
 * Inflates `content` in memory and stops where it grows beyond `bytes`, which is what its member
 * promises: the caller compares the length. Damaged data throw an error of fflate's.
 */
export async function inflate(content: Blob, bytes: number, signal?: AbortSignal): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const stream = new Inflate((part) => {
    parts.push(part.slice());
    length += part.length;
  });
  for (let at = 0; at < content.size && length <= bytes; at += READ_BYTES) {
    throwIfCancelled(signal);
    const read = new Uint8Array(await content.slice(at, at + READ_BYTES).arrayBuffer());
    for (let from = 0; from < read.length && length <= bytes; from += PUSH_BYTES) {
      const isLast = at + from + PUSH_BYTES >= content.size;
      stream.push(read.subarray(from, from + PUSH_BYTES), isLast);
    }
  }
  return new Blob(parts);
}
