import { tableFromIPC, type RecordBatch, type Schema, type Table } from 'apache-arrow';
import { Problem, throwIfCancelled } from '../../problem';
import { checkBatch } from './check-batch';
import { checkFooter, checkMessage } from './check-metadata';
import { FlatTable } from './flat-table';
import { BATCH, HEADER, MESSAGE, batchTable, unpackMessage } from './unpack-message';

/** A record batch that stays in the file until it is read. */
export interface ArrowGroup {
  readonly firstRow: number;
  readonly rows: number;
}

export interface ArrowReader {
  readonly rows: number;
  readonly schema: Schema;
  readonly groups: readonly ArrowGroup[];
  batch(group: number): Promise<RecordBatch>;
}

interface Message {
  /** Of its 8 bytes of marker and length. */
  readonly start: number;
  readonly metadataBytes: number;
  readonly bodyBytes: number;
  readonly headerType: number;
  readonly rows: number;
}

const FILE_MAGIC = 'ARROW1';
const FILE_PREFIX_BYTES = 8;
const PREFIX_BYTES = 8;
/** What 32-bit offsets can tell apart. */
const MAX_BATCH_ROWS = 2 ** 31 - 1;
const CONTINUES = 0xffffffff;
/** The end of a stream: the marker and a length of 0. */
const END = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);

/**
 * Opens Arrow IPC, a file (Feather v2) or a stream, by walking over its messages' metadata: bodies are
 * read batch by batch. Throws `FILE_TRUNCATED`, `FILE_DAMAGED`, `ARROW_TYPE`, `ARROW_CODEC`.
 */
export async function openArrow(file: File, signal?: AbortSignal): Promise<ArrowReader> {
  const messages = await readMessages(file, signal);
  const [first, ...others] = messages;
  if (!first) throw damaged(file.name, 'it holds no schema');
  if (first.headerType !== HEADER.schema) return inMemory(file, messages);
  const dictionaries = others.filter(({ headerType }) => headerType === HEADER.dictionaryBatch);
  const batches = others.filter(({ headerType }) => headerType === HEADER.recordBatch);
  const head = await bytesOf(file, first.start, first.start + PREFIX_BYTES + first.metadataBytes);
  const schema = decode(file.name, [head]).schema;
  // Read once: every batch needs them.
  const kept = await Promise.all(dictionaries.map((message) => plainMessage(file, message)));
  const groups = groupsOf(batches.map(({ rows }) => rows));
  const rows = batches.reduce((sum, batch) => sum + batch.rows, 0);

  async function batch(group: number): Promise<RecordBatch> {
    const message = batches[group];
    if (!message) throw new Error(`no batch ${group}`);
    const parts = [head, ...kept.flat(), ...(await plainMessage(file, message))];
    const [decoded] = decode(file.name, parts).batches;
    if (decoded?.numRows !== message.rows) throw damaged(file.name, `batch ${group} is not whole`);
    return decoded;
  }

  return { rows, schema, groups, batch };
}

/** Arrow for JavaScript writes a file's schema into its footer only: such a file is read whole. */
async function inMemory(file: File, messages: readonly Message[]): Promise<ArrowReader> {
  const bytes = await bytesOf(file, 0, file.size);
  checked(file.name, () => {
    checkFooter(footerOf(bytes), messages);
  });
  const { schema, batches } = decode(file.name, [bytes], false);
  const groups = groupsOf(batches.map(({ numRows }) => numRows));
  const rows = batches.reduce((sum, { numRows }) => sum + numRows, 0);
  const batch = (group: number) => {
    const found = batches[group];
    return found ? Promise.resolve(found) : Promise.reject(new Error(`no batch ${group}`));
  };
  return { rows, schema, groups, batch };
}

/** Its length stands behind it, and the magic behind that. */
function footerOf({ buffer, length }: Uint8Array<ArrayBuffer>): DataView {
  const end = length - FILE_MAGIC.length - 4;
  const bytes = new DataView(buffer).getInt32(end, true);
  return new DataView(buffer, end - bytes, bytes);
}

function groupsOf(rows: readonly number[]): ArrowGroup[] {
  let firstRow = 0;
  return rows.map((count) => {
    firstRow += count;
    return { firstRow: firstRow - count, rows: count };
  });
}

async function readMessages(file: File, signal?: AbortSignal): Promise<Message[]> {
  const magic = new TextDecoder('latin1').decode(await bytesOf(file, 0, FILE_MAGIC.length));
  let start = magic === FILE_MAGIC ? FILE_PREFIX_BYTES : 0;
  const messages: Message[] = [];
  // A stream may end without its end mark.
  while (start < file.size) {
    throwIfCancelled(signal);
    const message = await messageAt(file, start);
    if (!message) break;
    messages.push(message);
    start += PREFIX_BYTES + message.metadataBytes + message.bodyBytes;
  }
  return messages;
}

/** null at the end of the stream. */
async function messageAt(file: File, start: number): Promise<Message | null> {
  const prefix = new DataView((await bytesOf(file, start, start + PREFIX_BYTES)).buffer);
  if (prefix.byteLength < PREFIX_BYTES) throw truncated(file.name);
  if (prefix.getUint32(0, true) !== CONTINUES) {
    throw damaged(file.name, `no message begins at byte ${start}`);
  }
  const metadataBytes = prefix.getUint32(4, true);
  if (metadataBytes === 0) return null;
  const from = start + PREFIX_BYTES;
  if (from + metadataBytes > file.size) throw truncated(file.name);
  const metadata = new DataView((await bytesOf(file, from, from + metadataBytes)).buffer);
  return checked(file.name, () => {
    checkMessage(metadata);
    const message = FlatTable.root(metadata);
    const bodyBytes = message.long(MESSAGE.bodyLength);
    if (bodyBytes < 0) throw new RangeError('a body of negative length');
    if (from + metadataBytes + bodyBytes > file.size) throw truncated(file.name);
    const rows = batchTable(metadata)?.long(BATCH.length) ?? 0;
    if (rows < 0 || rows > MAX_BATCH_ROWS) throw new RangeError(`a batch of ${rows} rows`);
    return { start, metadataBytes, bodyBytes, headerType: message.byte(MESSAGE.headerType), rows };
  });
}

/** A message's bytes, its buffers unpacked. */
async function plainMessage(
  file: File,
  { start, metadataBytes, bodyBytes }: Message,
): Promise<Uint8Array[]> {
  const from = start + PREFIX_BYTES;
  const head = await bytesOf(file, start, from + metadataBytes);
  const body = await bytesOf(file, from + metadataBytes, from + metadataBytes + bodyBytes);
  const metadata = new DataView(head.buffer, PREFIX_BYTES);
  return [head, checked(file.name, () => unpackMessage(metadata, body, file.name))];
}

function decode(name: string, parts: readonly Uint8Array[], isStream = true): Table {
  try {
    const all = isStream ? [...parts, END] : parts;
    const bytes = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of all) {
      bytes.set(part, at);
      at += part.length;
    }
    const table = tableFromIPC(bytes);
    table.batches.forEach(checkBatch);
    const names = table.schema.fields.map((field) => field.name);
    const twice = names.find((field, i) => names.indexOf(field) < i);
    if (twice !== undefined) throw new RangeError(`two columns have the name "${twice}"`);
    return table;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    if (!/unrecognized|unsupported|not implemented/i.test(text)) throw damaged(name, text);
    throw new Problem(
      'ARROW_TYPE',
      `${name} has a column of a type that cannot be read here (${text}).`,
      'Write it as Parquet, or cast large lists and views to plain ones.',
    );
  }
}

/** Reads beyond the bytes mean damage. */
function checked<Result>(name: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw damaged(name, error.message);
    throw error;
  }
}

async function bytesOf(file: File, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(start, end).arrayBuffer());
}

function truncated(name: string): Problem {
  return new Problem(
    'FILE_TRUNCATED',
    `${name} is not complete: it ends inside an Arrow message.`,
    'Copy or download the file again.',
  );
}

function damaged(name: string, why: string): Problem {
  return new Problem(
    'FILE_DAMAGED',
    `${name} cannot be read as Arrow: ${why}.`,
    'Write or download the file again.',
  );
}
