import { sniffFormat } from '../formats/sniff';
import type { StepListener } from '../progress';
import { RangedFile } from '../ranged-file';
import { RangeCache } from './range-cache';
import { MAX_DOWNLOAD_BYTES, type Fetcher, type RemoteFacts } from './types';

interface OpenOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: StepListener | undefined;
}

export interface RemoteFile {
  readonly file: File;
  /** Through which its parts are read; null where it was downloaded whole. */
  readonly reads: RangeCache | null;
}

/** Read from one end to the other, so in parts nothing would be won, unless it is too much for a download. */
const TEXT: readonly string[] = ['csv', 'tsv', 'jsonl'];

/**
 * A file of another server that was looked at: read in parts as they are needed, or downloaded whole where the
 * server gives no parts, or where the whole of it is needed. Throws the fetcher's problems, those of
 * `sniffFormat`, and `CANCELLED`.
 */
export async function remoteFile(
  facts: RemoteFacts,
  fetcher: Fetcher,
  options: OpenOptions = {},
): Promise<RemoteFile> {
  const { name, size, lastModified } = facts;
  if (facts.hasRanges && size !== null) {
    const reads = new RangeCache(size, (begin, end, signal) =>
      fetcher.read({ facts, begin, end }, { signal }),
    );
    const read = (begin: number, end: number) => reads.read(begin, end);
    const file = new RangedFile({ name, size, lastModified, read });
    const format = await reads.during(options.signal, () => sniffFormat(file));
    if (!TEXT.includes(format) || size > MAX_DOWNLOAD_BYTES) return { file, reads };
  }
  return { file: await downloadedFile(facts, fetcher, options), reads: null };
}

/** The whole of it. Throws the fetcher's problems and `CANCELLED`. */
export async function downloadedFile(
  facts: RemoteFacts,
  fetcher: Fetcher,
  { signal, onProgress }: OpenOptions = {},
): Promise<File> {
  const phase = 'Downloading (MiB)';
  const total = facts.size === null ? 0 : mebibytes(facts.size);
  onProgress?.({ phase, done: 0, total });
  const blob = await fetcher.download(facts, {
    ...(signal ? { signal } : {}),
    onProgress: (bytes) => onProgress?.({ phase, done: mebibytes(bytes), total }),
  });
  return new File([blob], facts.name, { lastModified: facts.lastModified });
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
