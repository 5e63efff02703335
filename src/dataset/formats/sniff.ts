import { Problem } from '../../problem';

export type FileFormat = 'parquet' | 'arrow' | 'npz' | 'npy' | 'csv' | 'tsv' | 'jsonl';

const ARROW_MAGIC = 'ARROW1';
/** How a stream of Arrow messages begins. */
const ARROW_STREAM = '\xff\xff\xff\xff';
const PARQUET_MAGIC = 'PAR1';
const PARQUET_ENCRYPTED_MAGIC = 'PARE';
/** The first eight bytes of `version https://git-lfs…`. */
const LFS_POINTER = 'version ';
const READABLE = 'a .parquet, .arrow, .npz, .npy, .csv, .tsv or .jsonl file';
/** Enough for the names of a table's columns. */
const TEXT_BYTES = 4096;

/**
 * The format by the file's own first and last bytes: extensions lie, bytes do not.
 * Throws `FILE_TYPE` and `FILE_TRUNCATED`.
 */
export async function sniffFormat(file: File): Promise<FileFormat> {
  const head = await latin1(file, 0, 8);
  const tail = await latin1(file, Math.max(0, file.size - 4), file.size);
  if (file.size === 0) throw incomplete(file.name, 'it is empty (0 bytes)');
  if (head.startsWith('\x93NUMPY')) return 'npy';
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return 'npz';
  if (head.startsWith(PARQUET_ENCRYPTED_MAGIC)) {
    throw new Problem(
      'FILE_TYPE',
      `${file.name} is an encrypted Parquet file.`,
      'Save it again without encryption.',
    );
  }
  if (head.startsWith(PARQUET_MAGIC)) {
    if (tail === PARQUET_MAGIC && file.size >= 12) return 'parquet';
    throw incomplete(
      file.name,
      'it begins as Parquet but its footer, which stands last, is missing',
    );
  }
  if (tail === PARQUET_MAGIC) {
    throw incomplete(file.name, 'it ends as Parquet but its beginning is missing');
  }
  if (head.startsWith(ARROW_MAGIC)) {
    if ((await latin1(file, file.size - 6, file.size)) === ARROW_MAGIC) return 'arrow';
    throw incomplete(file.name, 'it begins as Arrow but its footer, which stands last, is missing');
  }
  if (head.startsWith(ARROW_STREAM)) return 'arrow';
  const text = await sniffText(file);
  if (text) return text;
  throw new Problem('FILE_TYPE', `${file.name} is not ${READABLE}: ${guess(head)}.`, remedy(head));
}

/** A table of text by its first line; null for text without columns and for no text. */
async function sniffText(file: File): Promise<'csv' | 'tsv' | 'jsonl' | null> {
  const text = (await file.slice(0, TEXT_BYTES).text()).replace(/^\ufeff/, '');
  // eslint-disable-next-line no-control-regex -- they tell text from bytes
  if (/[\0-\x08\x0e-\x1f]/.test(text) || /^\s*[<[]/.test(text)) return null;
  if (/^\s*\{/.test(text)) return 'jsonl';
  const [line = ''] = text.split('\n', 1);
  if (line.includes('\t')) return 'tsv';
  return line.includes(',') ? 'csv' : null;
}

async function latin1(file: Blob, start: number, end: number): Promise<string> {
  const bytes = new Uint8Array(await file.slice(start, end).arrayBuffer());
  return String.fromCharCode(...bytes);
}

function guess(head: string): string {
  if (head.startsWith('\x80')) return 'it looks like a Python pickle or a PyTorch checkpoint';
  if (/^\s*\[/.test(head)) return 'it looks like one JSON list, not an object a line';
  if (/^\s*</.test(head)) return 'it looks like a web page (HTML or XML)';
  if (head.startsWith('\x89HDF')) return 'it looks like HDF5';
  if (head.startsWith('FEA1')) return 'it looks like a Feather file of version 1';
  if (head.startsWith('\x1f\x8b')) return 'it looks like gzip';
  if (/^(\xff\xfe|\xfe\xff)/.test(head)) return 'it looks like UTF-16 text';
  if (head === LFS_POINTER) return 'it is a Git LFS pointer, which stands for the file';
  if (/^[\t\n\r -~]+$/.test(head)) return `it looks like text ("${head.trim()}…")`;
  return 'its first bytes belong to no format known here';
}

function remedy(head: string): string {
  if (head.startsWith('\x1f\x8b')) return 'Unpack it first.';
  if (/^(\xff\xfe|\xfe\xff)/.test(head)) return 'Save it as UTF-8.';
  if (head === LFS_POINTER) return 'Fetch the file itself: git lfs pull.';
  if (/^\s*</.test(head)) {
    return 'Look at it in a browser: most likely it says why the download failed, or asks to log in.';
  }
  if (head.startsWith('FEA1'))
    return 'Save it as version 2, which pandas DataFrame.to_feather writes.';
  return `Open ${READABLE}; pandas writes Parquet with DataFrame.to_parquet, NumPy with numpy.savez.`;
}

function incomplete(name: string, why: string): Problem {
  return new Problem(
    'FILE_TRUNCATED',
    `${name} is not complete: ${why}.`,
    'Copy or download the file again.',
  );
}
