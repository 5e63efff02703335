import { Decompress } from 'fzstd';

const MAGIC = 0xfd2fb528;
/** What zstd itself refuses to decode unless told otherwise. */
const MAX_WINDOW_BYTES = 128 << 20;
const SINGLE_SEGMENT = 0x20;

/**
 * Unpacks ZSTD frames of `bytes` that must give `length` bytes (RFC 8878, by fzstd; checksums are not
 * looked at). Grows with what comes out and not with what is promised. Throws a RangeError on damaged data.
 */
export function unpackZstdFrame(bytes: Uint8Array, length: number): Uint8Array {
  checkHeader(bytes, length);
  const parts: Uint8Array[] = [];
  let filled = 0;
  const stream = new Decompress((part) => {
    filled += part.length;
    if (filled > length) throw new RangeError('more bytes than promised');
    // Copied: it may be a view of a window that moves on.
    parts.push(part.slice());
  });
  try {
    stream.push(bytes, true);
  } catch (error) {
    throw new RangeError(`ZSTD: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (filled !== length) throw new RangeError('another length than promised');
  const target = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    target.set(part, at);
    at += part.length;
  }
  return target;
}

/** The frame's own sizes, of which fzstd asks for memory at once. */
function checkHeader(bytes: Uint8Array, length: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new RangeError('no ZSTD frame');
  const flags = view.getUint8(4);
  const isSingle = (flags & SINGLE_SEGMENT) !== 0;
  let at = 5;
  if (!isSingle) {
    const descriptor = view.getUint8(at++);
    const base = 2 ** (10 + (descriptor >> 3));
    const window = base + (base / 8) * (descriptor & 7);
    if (window > MAX_WINDOW_BYTES) throw new RangeError('a ZSTD window that is too large');
  }
  at += [0, 1, 2, 4][flags & 3]!;
  const promised = contentBytes(view, at, flags >> 6, isSingle);
  if (promised !== null && promised !== length) throw new RangeError('a lying ZSTD frame');
}

/** null where the frame does not say. */
function contentBytes(view: DataView, at: number, kind: number, isSingle: boolean): number | null {
  if (kind === 0) return isSingle ? view.getUint8(at) : null;
  if (kind === 1) return view.getUint16(at, true) + 256;
  return kind === 2 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true));
}
