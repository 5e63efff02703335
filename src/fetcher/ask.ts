import { cancelled } from '../problem';
import { unreachable } from './remote-problems';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

interface Question {
  readonly method?: 'GET' | 'HEAD';
  /** First and last byte. */
  readonly range?: readonly [number, number];
  readonly signal: AbortSignal | undefined;
}

/**
 * One request, which says nothing of the user: no cookies, no referrer. A single range with a beginning needs no
 * preflight; conditions (`If-Range`) would, so the versions of answers are compared instead.
 * Throws `REMOTE_UNREACHABLE` and `CANCELLED`.
 */
export async function ask(fetchIt: Fetch, url: string, question: Question): Promise<Response> {
  const { method = 'GET', range, signal } = question;
  try {
    return await fetchIt(url, {
      method,
      ...(range ? { headers: { Range: `bytes=${range[0]}-${range[1]}` } } : {}),
      ...(signal ? { signal } : {}),
      mode: 'cors',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // Of a file that changes, an old part and a new one would be joined.
      cache: 'no-store',
    });
  } catch {
    throw signal?.aborted ? cancelled() : unreachable(url);
  }
}

/** Of an answer's content; what a server does not tell, or not let a page see, is left out. */
export function versionOf({ headers }: Response): string {
  return `${headers.get('ETag') ?? ''} ${headers.get('Last-Modified') ?? ''}`;
}

/** Milliseconds since 1970; 0 where it is not told. */
export function lastModified({ headers }: Response): number {
  return Date.parse(headers.get('Last-Modified') ?? '') || 0;
}

/** Where a part stands and of how much; null where the server does not let a page see it. */
export function contentRange({ headers }: Response): { begin: number; total: number } | null {
  const match = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('Content-Range') ?? '');
  return match ? { begin: Number(match[1]), total: Number(match[2]) } : null;
}
