import { open } from 'node:fs/promises';
import { vectorBlocks } from './vector-blocks.mjs';

const FIRST_ID = 10_000_000_000n;
/** The 32-bit value that says: look in the ZIP64 extra field. */
const IN_EXTRA = 0xffffffff;
const ZIP64_VERSION = 45;

/**
 * An `.npz` of FORGE's shape as `numpy.savez` lays it out, members stored and ZIP64: `ids` int64 (rows,) and
 * `embeds` float32 (rows, dim). Checksums are 0: a reader of ranges cannot check them.
 */
export async function writeNpz(path, { rows, dim }) {
  const file = await open(path, 'w');
  const members = [];
  let at = 0;
  const write = async (bytes) => {
    await file.write(bytes);
    at += bytes.byteLength;
  };
  const writeArray = async (name, descr, shape, bytes, blocks) => {
    const header = npyHeader(descr, shape);
    const member = { name, at, bytes: header.byteLength + bytes };
    members.push(member);
    await write(localHeader(member));
    await write(header);
    for (const block of blocks) await write(block);
  };
  try {
    const ids = BigInt64Array.from({ length: rows }, (_, row) => FIRST_ID + BigInt(row));
    await writeArray('ids.npy', '<i8', `(${rows},)`, rows * 8, [ids]);
    const vectors = vectorBlocks(rows, dim);
    await writeArray('embeds.npy', '<f4', `(${rows}, ${dim})`, rows * dim * 4, vectors);
    await write(directoryOf(members, at));
  } finally {
    await file.close();
  }
}

function npyHeader(descr, shape) {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64;
  const header = Buffer.alloc(length, ' ');
  header.write('\x93NUMPY\x01\x00', 'latin1');
  header.writeUInt16LE(length - 10, 8);
  header.write(text, 10, 'latin1');
  header.write('\n', length - 1);
  return header;
}

function localHeader({ name, bytes }) {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(ZIP64_VERSION, 4);
  header.writeUInt32LE(IN_EXTRA, 18);
  header.writeUInt32LE(IN_EXTRA, 22);
  return named(header, 26, name, [bytes, bytes]);
}

function directoryOf(members, start) {
  const entries = members.map(({ name, bytes, at }) => {
    const header = Buffer.alloc(46);
    header.writeUInt32LE(0x02014b50, 0);
    header.writeUInt16LE(ZIP64_VERSION, 4);
    header.writeUInt16LE(ZIP64_VERSION, 6);
    for (const position of [20, 24, 42]) header.writeUInt32LE(IN_EXTRA, position);
    return named(header, 28, name, [bytes, bytes, at]);
  });
  const directory = Buffer.concat(entries);
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(ZIP64_VERSION, 12);
  end64.writeUInt16LE(ZIP64_VERSION, 14);
  for (const position of [24, 32]) end64.writeBigUInt64LE(BigInt(members.length), position);
  end64.writeBigUInt64LE(BigInt(directory.length), 40);
  end64.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + directory.length), 8);
  locator.writeUInt32LE(1, 16);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  for (const position of [8, 10]) end.writeUInt16LE(members.length, position);
  for (const position of [12, 16]) end.writeUInt32LE(IN_EXTRA, position);
  return Buffer.concat([directory, end64, locator, end]);
}

/** A header, its name, and a ZIP64 extra field; the lengths of both stand in the header at `position`. */
function named(header, position, name, large) {
  const extra = Buffer.alloc(4 + 8 * large.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * large.length, 2);
  large.forEach((value, i) => extra.writeBigUInt64LE(BigInt(value), 4 + 8 * i));
  header.writeUInt16LE(name.length, position);
  header.writeUInt16LE(extra.length, position + 2);
  return Buffer.concat([header, Buffer.from(name, 'latin1'), extra]);
}
