import { Problem } from '../../problem';
import { FlatTable } from './flat-table';
import { unpackLz4Frame } from './lz4-frame';
import { unpackZstdFrame } from './zstd-frame';

/*
 * Fields by number, of Arrow's Message.fbs: Message, RecordBatch, DictionaryBatch, BodyCompression.
 */
export const MESSAGE = { headerType: 1, header: 2, bodyLength: 3 } as const;
export const HEADER = { schema: 1, dictionaryBatch: 2, recordBatch: 3 } as const;
export const BATCH = { length: 0, buffers: 2, compression: 3 } as const;
const DICTIONARY = { data: 1 } as const;
const COMPRESSION = { codec: 0 } as const;
/** By the number of Arrow's CompressionType. */
const CODECS = [unpackLz4, unpackZstdFrame] as const;
/** Offset and length, 64 bits each. */
const BUFFER_BYTES = 16;
const ALIGNMENT = 8;
/** A batch is unpacked in memory, beside its copy. */
const MAX_BATCH_BYTES = 2 ** 30;
/** LZ4 expands no byte to more. */
const MAX_LZ4_RATIO = 255;
/** A buffer whose length stands so is not compressed. */
const PLAIN = -1;

/** The record batch in a message, of rows or of a dictionary; null for a schema. */
export function batchTable(metadata: DataView): FlatTable | null {
  const message = FlatTable.root(metadata);
  const type = message.byte(MESSAGE.headerType);
  const header = message.table(MESSAGE.header);
  if (type === HEADER.recordBatch) return header;
  return type === HEADER.dictionaryBatch ? (header?.table(DICTIONARY.data) ?? null) : null;
}

/**
 * The body of a message with its buffers unpacked, and `metadata` changed in place to describe it so:
 * Feather packs by LZ4 unless told otherwise, else by ZSTD; Arrow for JavaScript reads plain buffers only.
 * Throws `ARROW_CODEC`, `ARROW_BATCH`, and a RangeError on damaged data.
 */
export function unpackMessage(
  metadata: DataView,
  body: Uint8Array<ArrayBuffer>,
  name: string,
): Uint8Array<ArrayBuffer> {
  const batch = batchTable(metadata);
  const compression = batch?.table(BATCH.compression);
  if (!batch || !compression) return body;
  const unpack = CODECS[compression.byte(COMPRESSION.codec)];
  if (!unpack) throw otherCodec(name);
  const { start, length } = batch.vector(BATCH.buffers, BUFFER_BYTES);
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const parts: { at: number; bytes: Uint8Array }[] = [];
  let end = 0;
  for (let index = 0; index < length; index++) {
    const entry = start + index * BUFFER_BYTES;
    const offset = Number(metadata.getBigInt64(entry, true));
    const packed = Number(metadata.getBigInt64(entry + 8, true));
    const bytes = packed === 0 ? new Uint8Array(0) : unpackBuffer(view, offset, packed, unpack);
    if (end + bytes.length > MAX_BATCH_BYTES) throw tooLarge(name);
    metadata.setBigInt64(entry, BigInt(end), true);
    metadata.setBigInt64(entry + 8, BigInt(bytes.length), true);
    parts.push({ at: end, bytes });
    end += Math.ceil(bytes.length / ALIGNMENT) * ALIGNMENT;
  }
  batch.remove(BATCH.compression);
  const bodyLength = FlatTable.root(metadata).field(MESSAGE.bodyLength);
  if (bodyLength === null) throw new RangeError('a batch without a body');
  metadata.setBigInt64(bodyLength, BigInt(end), true);
  const unpacked = new Uint8Array(end);
  for (const { at, bytes } of parts) unpacked.set(bytes, at);
  return unpacked;
}

/** Eight bytes say how long it will be; then the frame, or the bytes themselves. */
function unpackBuffer(
  body: DataView,
  offset: number,
  packed: number,
  unpack: (bytes: Uint8Array, length: number) => Uint8Array,
): Uint8Array {
  const length = Number(body.getBigInt64(offset, true));
  if (offset + packed > body.byteLength) throw new RangeError('a buffer beyond the body');
  const content = new Uint8Array(body.buffer, body.byteOffset + offset + 8, packed - 8);
  if (length === PLAIN) return content;
  if (length < 0 || length > MAX_BATCH_BYTES) throw new RangeError('a lying length');
  return unpack(content, length);
}

function unpackLz4(bytes: Uint8Array, length: number): Uint8Array {
  if (length > MAX_LZ4_RATIO * bytes.length) throw new RangeError('a lying length');
  const target = new Uint8Array(length);
  unpackLz4Frame(bytes, target);
  return target;
}

function tooLarge(name: string): Problem {
  return new Problem(
    'ARROW_BATCH',
    `${name} has a batch that unpacks to more than 1 GiB.`,
    'Write it in smaller batches, e.g. pyarrow.feather.write_feather(..., chunksize=65536).',
  );
}

function otherCodec(name: string): Problem {
  return new Problem(
    'ARROW_CODEC',
    `${name} is compressed by a codec that Arrow has no name for; LZ4, ZSTD and none are read.`,
    'Write it with pyarrow.feather.write_feather(..., compression="lz4"), or as Parquet.',
  );
}
