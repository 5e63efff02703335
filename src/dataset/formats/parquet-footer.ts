import { RangedFile } from '../ranged-file';

/** Writers (Arrow, Polars, pandas) keep the Arrow types of the columns under this key. */
const KEY = 'ARROW:schema';
const IGNORED_KEY = 'arrow:SCHEMA';
const TRAILER_BYTES = 8;

/**
 * The same file with its Arrow schema hint renamed, so that the decoder derives types from Parquet's
 * own: List, Utf8, plain numbers. The hint would bring LargeList, LargeUtf8, Utf8View, dictionaries,
 * of which apache-arrow 17 cannot read the first and third. The file stays where it is: the name is
 * changed in what is read of it.
 */
export async function withoutArrowSchema(file: File): Promise<File> {
  const trailer = await file.slice(file.size - TRAILER_BYTES).arrayBuffer();
  const footerBytes = new DataView(trailer).getUint32(0, true);
  const start = file.size - TRAILER_BYTES - footerBytes;
  if (start < 0) return file;
  const footer = new Uint8Array(await file.slice(start, file.size - TRAILER_BYTES).arrayBuffer());
  const at = indexOf(footer, new TextEncoder().encode(KEY));
  if (at < 0) return file;
  const keyStart = start + at;
  const ignored = new TextEncoder().encode(IGNORED_KEY);
  const { name, size } = file;
  return new RangedFile({
    name,
    size,
    async read(begin, end) {
      const buffer = await file.slice(begin, end).arrayBuffer();
      if (begin >= keyStart + ignored.length || end <= keyStart) return buffer;
      const part = ignored.subarray(Math.max(0, begin - keyStart), end - keyStart);
      new Uint8Array(buffer).set(part, Math.max(0, keyStart - begin));
      return buffer;
    },
  });
}

/** The key is preceded by its length in Thrift's compact protocol, so a value does not match. */
function indexOf(bytes: Uint8Array, key: Uint8Array): number {
  for (
    let at = bytes.lastIndexOf(key.length);
    at >= 0;
    at = bytes.lastIndexOf(key.length, at - 1)
  ) {
    if (key.every((byte, index) => bytes[at + 1 + index] === byte)) return at + 1;
    if (at === 0) break;
  }
  return -1;
}
