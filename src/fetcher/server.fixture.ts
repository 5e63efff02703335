import type { Fetch } from './ask';

interface Served {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Beside those that follow from the answer; those hidden are none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Which a server does not let pages see, or does not send. */
  readonly hides?: readonly string[];
  readonly hasRanges?: boolean;
  readonly status?: number;
  /** Where the answer comes from, after redirects. */
  readonly from?: string;
  /** As a server that does not answer a browser's question before a range. */
  readonly refusesRanges?: boolean;
  /** Bytes of the body that are sent before the connection breaks. */
  readonly breaksAfter?: number;
  /** Never answers. */
  readonly isSilent?: boolean;
}

/** A file on a server that a test may change, and what it was asked for. */
export function fakeServer(first: Served) {
  const state = { file: first };
  const asked: string[] = [];
  const inits: RequestInit[] = [];
  const fetchIt: Fetch = async (url, init) => {
    const { file } = state;
    const range = new Headers(init.headers).get('Range');
    inits.push(init);
    asked.push([init.method, range].filter(Boolean).join(' '));
    if (file.isSilent) {
      return new Promise((_resolve, reject) => {
        init.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      });
    }
    if (file.refusesRanges && range) throw new TypeError('Failed to fetch');
    const found = file.hasRanges === false ? null : /^bytes=(\d+)-(\d+)$/.exec(range ?? '');
    const begin = Number(found?.[1] ?? 0);
    const end = found ? Math.min(Number(found[2]) + 1, file.bytes.length) : file.bytes.length;
    const isBeyond = found !== null && begin >= file.bytes.length;
    const headers = new Headers({
      'Content-Length': String(end - begin),
      ...(found ? { 'Content-Range': `bytes ${begin}-${end - 1}/${file.bytes.length}` } : {}),
      ...file.headers,
    });
    for (const name of file.hides ?? []) headers.delete(name);
    const status = file.status ?? (isBeyond ? 416 : found ? 206 : 200);
    const body = init.method === 'HEAD' || isBeyond ? null : bodyOf(file, begin, end);
    const response = new Response(body, { status, headers });
    Object.defineProperty(response, 'url', { value: file.from ?? url });
    return response;
  };
  return { state, asked, inits, fetchIt };
}

function bodyOf({ bytes, breaksAfter }: Served, begin: number, end: number): ReadableStream {
  const whole = bytes.slice(begin, end);
  return new ReadableStream({
    start(controller) {
      if (breaksAfter === undefined) {
        controller.enqueue(whole);
        controller.close();
        return;
      }
      controller.enqueue(whole.subarray(0, breaksAfter));
    },
    pull(controller) {
      controller.error(new TypeError('network error'));
    },
  });
}
