const MAGIC = 0x184d2204;
const HAS_BLOCK_CHECKSUM = 0x10;
const HAS_CONTENT_SIZE = 0x08;
const HAS_DICTIONARY = 0x01;
const STORED = 0x80000000;
const MIN_MATCH = 4;

/**
 * Unpacks one LZ4 frame of `bytes` into `target`, which it must fill (LZ4 Frame Format 1.6.4;
 * checksums are not looked at). Throws a RangeError on damaged data.
 */
export function unpackLz4Frame(bytes: Uint8Array, target: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint8(4);
  if (view.getUint32(0, true) !== MAGIC || flags >>> 6 !== 1) throw new RangeError('no LZ4 frame');
  let at = 7 + (flags & HAS_CONTENT_SIZE ? 8 : 0) + (flags & HAS_DICTIONARY ? 4 : 0);
  let filled = 0;
  for (;;) {
    const word = view.getUint32(at, true);
    at += 4;
    if (word === 0) break;
    const end = at + (word & ~STORED);
    if (end > bytes.length) throw new RangeError('a block beyond the frame');
    const block = bytes.subarray(at, end);
    if (word & STORED) {
      target.set(block, filled);
      filled += block.length;
    } else filled = unpackBlock(block, target, filled);
    at = end + (flags & HAS_BLOCK_CHECKSUM ? 4 : 0);
  }
  if (filled !== target.length) throw new RangeError('another length than promised');
}

/** Appends a block at `to`; its matches may reach into blocks before. Returns the new end. */
function unpackBlock(block: Uint8Array, target: Uint8Array, to: number): number {
  let at = 0;
  let end = to;
  const byte = () => {
    const value = block[at++];
    if (value === undefined) throw new RangeError('the block ends too early');
    return value;
  };
  const length = (nibble: number) => {
    let total = nibble;
    if (nibble < 15) return total;
    for (;;) {
      const more = byte();
      total += more;
      if (more < 255) return total;
    }
  };
  while (at < block.length) {
    const token = byte();
    const literals = length(token >>> 4);
    if (at + literals > block.length || end + literals > target.length) {
      throw new RangeError('literals beyond the block');
    }
    target.set(block.subarray(at, at + literals), end);
    at += literals;
    end += literals;
    // The last sequence is literals only.
    if (at === block.length) break;
    const distance = byte() | (byte() << 8);
    const matched = length(token & 15) + MIN_MATCH;
    if (distance === 0 || distance > end || end + matched > target.length) {
      throw new RangeError('a match beyond the data');
    }
    // Byte by byte: a match may overlap what it writes.
    for (let copied = 0; copied < matched; copied++, end++) target[end] = target[end - distance]!;
  }
  return end;
}
