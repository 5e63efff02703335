import { Inflate } from 'fflate';
import { Problem, throwIfCancelled } from '../../problem';
import { crc32 } from './crc32';

/** Read from the file at a time. */
const READ_BYTES = 4 << 20;
/** Inflated at a time: DEFLATE makes at most 1,032 bytes of one, so 64 MiB. */
const PUSH_BYTES = 64 << 10;
/** Less does no harm, whatever it was packed into: a column of one value, say. */
const HARMLESS_BYTES = 256 << 20;
/** Vectors hardly pack at all, ids some ten times. */
const MAX_RATIO = 100;
/** What was inflated is handed to the browser, which may put it on its disk, in pieces of this size. */
const PIECE_BYTES = 64 << 20;
/** A browser keeps so much of it for a page; Chromium's own bound for blobs in memory. */
const MAX_BYTES = 2 ** 31;

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

/** Throws `NPZ_COMPRESSED` for a member that is too large to be unpacked by a page. */
export function refuseLarge(name: string, bytes: number): void {
  if (bytes <= MAX_BYTES) return;
  const gigabytes = (bytes / 2 ** 30).toFixed(1);
  throw new Problem(
    'NPZ_COMPRESSED',
    `${name} is compressed and unpacks to ${gigabytes} GiB; a page can unpack 2 GiB.`,
    'Save the arrays with numpy.savez instead of savez_compressed: then only the rows in use are read.',
  );
}

/**
 * Inflates `content` and stops where it grows beyond `bytes`, which is what its member
 * promises: the caller compares length and CRC-32. Damaged data throw an error of fflate's.
 */
export async function inflate(
  content: Blob,
  bytes: number,
  signal?: AbortSignal,
): Promise<{ readonly blob: Blob; readonly crc: number }> {
  const pieces: Blob[] = [];
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  let length = 0;
  let crc = 0;
  const stream = new Inflate((part) => {
    parts.push(part.slice());
    length += part.length;
    crc = crc32(part, crc);
    held += part.length;
    if (held < PIECE_BYTES) return;
    pieces.push(new Blob(parts));
    parts = [];
    held = 0;
  });
  for (let at = 0; at < content.size && length <= bytes; at += READ_BYTES) {
    throwIfCancelled(signal);
    const read = new Uint8Array(await content.slice(at, at + READ_BYTES).arrayBuffer());
    for (let from = 0; from < read.length && length <= bytes; from += PUSH_BYTES) {
      const isLast = at + from + PUSH_BYTES >= content.size;
      stream.push(read.subarray(from, from + PUSH_BYTES), isLast);
    }
  }
  return { blob: new Blob([...pieces, ...parts]), crc };
}
