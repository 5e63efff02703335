/** What a look at an address has told. */
export interface RemoteFacts {
  readonly url: string;
  /** That has answered: another than the address names, where it redirects. */
  readonly host: string;
  readonly name: string;
  /** In bytes; null where the server does not tell. */
  readonly size: number | null;
  /** Whether the server gives parts of the file. */
  readonly hasRanges: boolean;
  /** Of this content: its ETag and when it was last changed, as far as the server tells. */
  readonly version: string;
  /** Milliseconds since 1970; 0 where the server does not tell. */
  readonly lastModified: number;
}

/** The bytes [begin, end) of a file that was looked at. */
export interface RemoteRange {
  readonly facts: RemoteFacts;
  readonly begin: number;
  readonly end: number;
}

interface FetchOptions {
  readonly signal?: AbortSignal;
}

interface DownloadOptions extends FetchOptions {
  /** Bytes so far. */
  readonly onProgress?: (bytes: number) => void;
}

/** The only part that contacts another origin; it keeps nothing. */
export interface Fetcher {
  /**
   * Throws `REMOTE_UNREACHABLE`, `REMOTE_DENIED`, `REMOTE_MISSING`, `REMOTE_SERVER`, `REMOTE_HTML`,
   * `REMOTE_LARGE`, `CANCELLED`.
   */
  look(url: string, options?: FetchOptions): Promise<RemoteFacts>;
  /** Throws also `REMOTE_CHANGED`, `REMOTE_PARTS` and `REMOTE_CUT`. */
  read(range: RemoteRange, options?: FetchOptions): Promise<ArrayBuffer>;
  /** The whole file. Throws as `read`. */
  download(facts: RemoteFacts, options?: DownloadOptions): Promise<Blob>;
}

/** A browser keeps so much of a download for a page; Chromium's own bound for blobs in memory. */
export const MAX_DOWNLOAD_BYTES = 2 ** 31;
