import { Problem, throwIfCancelled } from '../../problem';

/** A record as the file has it: cells, or one value by name; or why it is none. */
export type TextRecord = readonly string[] | Readonly<Record<string, unknown>> | Unreadable;

/** A record that cannot be used, and why: a fragment as "it is not JSON". */
export class Unreadable {
  constructor(readonly why: string) {}
}

export function isReadable<Value>(value: Value | Unreadable): value is Value {
  return !(value instanceof Unreadable);
}

/** The whole records of a text, and how many of its characters they take. */
export interface ParsedText {
  readonly records: readonly TextRecord[];
  readonly used: number;
}

/** Parses a text that begins with a record. Unless `isEnd`, a record at its end may be incomplete. */
export type ParseText = (text: string, isEnd: boolean) => ParsedText;

/** Consecutive records of a file. */
export interface TextBlock {
  /** In bytes. */
  readonly start: number;
  readonly end: number;
  readonly records: readonly TextRecord[];
}

/** Read at a time: memory stays small, and a sample of a large file reads little that it does not need. */
const BLOCK_BYTES = 4 << 20;
/** A longer record is a quote that never closes, or no text of records. */
export const MAX_RECORD_BYTES = 64 << 20;
const LINE_FEED = 0x0a;

/**
 * The records of a file, block by block. Throws `TEXT_RECORD` (a record that does not end) and
 * `TEXT_ENCODING` (no UTF-8).
 */
export async function* textBlocks(
  file: File,
  parse: ParseText,
  signal?: AbortSignal,
): AsyncGenerator<TextBlock> {
  let start = await firstByte(file);
  let size = BLOCK_BYTES;
  while (start < file.size) {
    throwIfCancelled(signal);
    const isEnd = start + size >= file.size;
    const bytes = await bytesOf(file, start, start + size);
    // A line feed is never part of another character, so no character is cut in two.
    const whole = isEnd ? bytes : bytes.subarray(0, bytes.lastIndexOf(LINE_FEED) + 1);
    const text = decode(whole, file.name);
    const { records, used } = parse(text, isEnd);
    const taken = used === text.length ? whole.length : encodedLength(text.slice(0, used));
    if (taken === 0) {
      if (size >= MAX_RECORD_BYTES) throw endless(file.name, start);
      size *= 4;
      continue;
    }
    yield { start, end: start + taken, records };
    start += taken;
    size = BLOCK_BYTES;
  }
}

/** The records of a block that was found before. */
export async function readBlock(
  file: File,
  { start, end }: Pick<TextBlock, 'start' | 'end'>,
  parse: ParseText,
): Promise<readonly TextRecord[]> {
  return parse(decode(await bytesOf(file, start, end), file.name), true).records;
}

async function bytesOf(file: File, start: number, end: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(start, end).arrayBuffer());
}

/** After the byte order mark that Excel writes. */
async function firstByte(file: File): Promise<number> {
  const [a, b, c] = await bytesOf(file, 0, 3);
  return a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Problem(
      'TEXT_ENCODING',
      `${name} is not UTF-8 text.`,
      'Save it as UTF-8, e.g. pandas DataFrame.to_csv(encoding="utf-8").',
    );
  }
}

function encodedLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function endless(name: string, start: number): Problem {
  return new Problem(
    'TEXT_RECORD',
    `${name} has a record at byte ${start} that does not end within ${MAX_RECORD_BYTES >> 20} MiB: most likely a quote that is never closed.`,
    'Repair the record, or save the file again.',
  );
}
