import { Problem } from '../../problem';
import { inflate, refuseBomb, refuseLarge } from './zip-inflate';

/** A member of a ZIP file, found through the central directory. */
export interface ZipMember {
  readonly name: string;
  readonly method: number;
  /** Whether a password is needed to read it. */
  readonly isEncrypted: boolean;
  /** CRC-32 of the content. */
  readonly crc: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  /** Where its local header begins. */
  readonly headerOffset: number;
}

const END_SIGNATURE = 0x06054b50;
const END64_LOCATOR_SIGNATURE = 0x07064b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const END64_LOCATOR_BYTES = 20;
const END64_BYTES = 56;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const MAX_COMMENT_BYTES = 65_535;
/** Of some thousand arrays: a longer table is none of an `.npz`. */
const MAX_DIRECTORY_BYTES = 16 << 20;
const STORED = 0;
const DEFLATED = 8;
/** The 32-bit value that says: look in the ZIP64 extra field. */
const IN_EXTRA = 0xffffffff;

async function viewOf(file: Blob, start: number, length: number): Promise<DataView> {
  return new DataView(await file.slice(start, start + length).arrayBuffer());
}

/**
 * The members of a ZIP file, ZIP64 included. Throws `FILE_TRUNCATED` without an end record,
 * `FILE_DAMAGED` where the table of contents contradicts itself, and `ZIP_BOMB`.
 */
export async function readZipDirectory(file: Blob, name: string): Promise<ZipMember[]> {
  const tailStart = Math.max(0, file.size - END_BYTES - MAX_COMMENT_BYTES - END64_LOCATOR_BYTES);
  const tail = await viewOf(file, tailStart, file.size - tailStart);
  let end = tail.byteLength - END_BYTES;
  while (end >= 0 && tail.getUint32(end, true) !== END_SIGNATURE) end--;
  if (end < 0) throw truncated(name, 'its table of contents, which stands at the end, is missing');
  let bytes = tail.getUint32(end + 12, true);
  let offset = tail.getUint32(end + 16, true);
  const locator = end - END64_LOCATOR_BYTES;
  if (locator >= 0 && tail.getUint32(locator, true) === END64_LOCATOR_SIGNATURE) {
    const at = Number(tail.getBigUint64(locator + 8, true));
    const end64 = await viewOf(file, at, END64_BYTES);
    if (end64.byteLength < END64_BYTES) throw truncated(name, 'its ZIP64 end record is missing');
    bytes = Number(end64.getBigUint64(40, true));
    offset = Number(end64.getBigUint64(48, true));
  }
  // Checked first, as a lying length would have all of a large file read.
  if (offset + bytes > file.size) throw truncated(name, 'its table of contents is cut off');
  if (bytes > MAX_DIRECTORY_BYTES) throw damaged(name, 'its table of contents is too long');
  const members = directoryOf(await viewOf(file, offset, bytes), name);
  const cut = members.find(
    ({ headerOffset, compressedBytes }) => headerOffset + compressedBytes > file.size,
  );
  if (cut) throw truncated(cut.name, 'its data are cut off');
  // Of all together: members may share their bytes.
  const total = members.reduce((sum, member) => sum + member.bytes, 0);
  refuseBomb(name, total, file.size);
  return members;
}

function directoryOf(view: DataView, name: string): ZipMember[] {
  try {
    return parseDirectory(view);
  } catch (error) {
    if (error instanceof RangeError)
      throw damaged(name, 'its table of contents contradicts itself');
    throw error;
  }
}

/** Throws a RangeError where an entry reaches beyond the table or is none. */
function parseDirectory(view: DataView): ZipMember[] {
  const members: ZipMember[] = [];
  let at = 0;
  while (at < view.byteLength) {
    if (view.getUint32(at, true) !== CENTRAL_SIGNATURE) throw new RangeError('no entry');
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const commentBytes = view.getUint16(at + 32, true);
    const extra = new DataView(
      view.buffer,
      view.byteOffset + at + CENTRAL_BYTES + nameBytes,
      extraBytes,
    );
    const large = largeFields(extra);
    // The extra field holds only those that did not fit, in this order.
    const field = (position: number) => {
      const value = view.getUint32(at + position, true);
      return value === IN_EXTRA ? (large.shift() ?? value) : value;
    };
    const bytes = field(24);
    const compressedBytes = field(20);
    const headerOffset = field(42);
    const name = new TextDecoder().decode(
      new Uint8Array(view.buffer, view.byteOffset + at + CENTRAL_BYTES, nameBytes),
    );
    const method = view.getUint16(at + 10, true);
    const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1;
    const crc = view.getUint32(at + 16, true);
    members.push({ name, method, isEncrypted, crc, compressedBytes, bytes, headerOffset });
    at += CENTRAL_BYTES + nameBytes + extraBytes + commentBytes;
  }
  return members;
}

/** The 64-bit values of the ZIP64 extra field (id 1). */
function largeFields(extra: DataView): number[] {
  for (let at = 0; at + 4 <= extra.byteLength;) {
    const length = extra.getUint16(at + 2, true);
    if (extra.getUint16(at, true) === 1) {
      const values: number[] = [];
      for (let value = at + 4; value + 8 <= at + 4 + length; value += 8) {
        values.push(Number(extra.getBigUint64(value, true)));
      }
      return values;
    }
    at += 4 + length;
  }
  return [];
}

/**
 * A member's content: a slice of the file if stored, else inflated. Throws `FILE_TRUNCATED`,
 * `FILE_DAMAGED`, `ZIP_BOMB`, `NPZ_COMPRESSED` and `FILE_TYPE`.
 */
export async function readZipMember(
  file: Blob,
  member: ZipMember,
  signal?: AbortSignal,
): Promise<Blob> {
  const local = await viewOf(file, member.headerOffset, LOCAL_BYTES);
  if (local.byteLength < LOCAL_BYTES || local.getUint32(0, true) !== LOCAL_SIGNATURE) {
    throw truncated(member.name, 'its local header is missing');
  }
  if (member.isEncrypted) {
    throw new Problem(
      'FILE_TYPE',
      `${member.name} is encrypted.`,
      'Unpack it with its password, and save it again without.',
    );
  }
  const start =
    member.headerOffset + LOCAL_BYTES + local.getUint16(26, true) + local.getUint16(28, true);
  const content = file.slice(start, start + member.compressedBytes);
  if (content.size < member.compressedBytes) throw truncated(member.name, 'its data are cut off');
  if (member.method === STORED) {
    if (member.bytes === member.compressedBytes) return content;
    throw damaged(member.name, 'its two lengths differ, though it is not compressed');
  }
  if (member.method === DEFLATED) return inflateMember(content, member, signal);
  throw new Problem(
    'FILE_TYPE',
    `${member.name} is compressed by ZIP method ${String(member.method)}, which NumPy never uses.`,
    'Save it again with numpy.savez or numpy.savez_compressed.',
  );
}

async function inflateMember(
  content: Blob,
  member: ZipMember,
  signal?: AbortSignal,
): Promise<Blob> {
  refuseBomb(member.name, member.bytes, member.compressedBytes);
  refuseLarge(member.name, member.bytes);
  const { blob, crc } = await inflate(content, member.bytes, signal).catch((error: unknown) => {
    if (error instanceof Problem) throw error;
    throw damaged(member.name, 'its compressed data cannot be inflated');
  });
  if (blob.size !== member.bytes) {
    throw damaged(member.name, 'its compressed data hold another length than it promises');
  }
  if (crc !== member.crc) throw damaged(member.name, 'its checksum is not that of its data');
  return blob;
}

function truncated(name: string, why: string): Problem {
  return new Problem(
    'FILE_TRUNCATED',
    `${name} is not complete: ${why}.`,
    'Copy or download the file again.',
  );
}

function damaged(name: string, why: string): Problem {
  return new Problem(
    'FILE_DAMAGED',
    `${name} cannot be read as a ZIP file: ${why}.`,
    'Copy or download the file again, or save the arrays again with numpy.savez.',
  );
}
