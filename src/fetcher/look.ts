import { nameOf } from '../dataset/remote/address';
import { MAX_DOWNLOAD_BYTES, type RemoteFacts } from '../dataset/remote/types';
import { ask, contentRange, lastModified, versionOf, type Fetch } from './ask';
import { badStatus, tooLarge, webPage } from './remote-problems';

/** Enough to tell a web page from a dataset. */
const HEAD_BYTES = 1024;
const PARTIAL = 206;
/** What a server answers that has no such bytes: the file is empty. */
const NO_SUCH_RANGE = 416;
/** None of the formats begins so, except after white space that none begins with either. */
const MARKUP = /^(\ufeff)?\s*</;

/** Asks for the first bytes of a file, and learns the rest from the answer's headers. See `Fetcher`. */
export async function look(
  fetchIt: Fetch,
  url: string,
  signal: AbortSignal | undefined,
): Promise<RemoteFacts> {
  const response = await firstBytes(fetchIt, url, signal);
  if (!response.ok) {
    await drop(response);
    throw badStatus(url, response.status);
  }
  const head = await headOf(response);
  if (MARKUP.test(head)) throw webPage(url, response.headers.get('Content-Type') ?? '');
  const isPart = response.status === PARTIAL;
  const size = isPart ? await sizeOfWhole(fetchIt, url, response, signal) : lengthOf(response);
  const facts = {
    url,
    host: new URL(response.url || url).host,
    name: nameOf(url),
    size,
    hasRanges: isPart && size !== null,
    version: versionOf(response),
    lastModified: lastModified(response),
  };
  if (!facts.hasRanges && (size ?? 0) > MAX_DOWNLOAD_BYTES) {
    throw tooLarge(facts, MAX_DOWNLOAD_BYTES);
  }
  return facts;
}

/** Older browsers ask for leave to send a range, and some servers do not answer that: then without one. */
async function firstBytes(
  fetchIt: Fetch,
  url: string,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const whole = () => ask(fetchIt, url, { signal });
  const response = await ask(fetchIt, url, { range: [0, HEAD_BYTES - 1], signal }).catch(
    (error: unknown) => {
      if (signal?.aborted) throw error;
      return whole();
    },
  );
  if (response.status !== NO_SUCH_RANGE) return response;
  await drop(response);
  return whole();
}

/** The first bytes as text; the rest of the answer is given up. */
async function headOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (reader && text.length < HEAD_BYTES) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value.subarray(0, HEAD_BYTES), { stream: true });
  }
  await reader?.cancel();
  return text;
}

async function sizeOfWhole(
  fetchIt: Fetch,
  url: string,
  response: Response,
  signal: AbortSignal | undefined,
): Promise<number | null> {
  const range = contentRange(response);
  if (range) return range.total;
  // Seen by pages even where Content-Range is not.
  const head = await ask(fetchIt, url, { method: 'HEAD', signal }).catch(() => null);
  return head?.ok ? lengthOf(head) : null;
}

function lengthOf({ headers }: Response): number | null {
  const text = headers.get('Content-Length');
  return text === null ? null : Number(text);
}

async function drop(response: Response): Promise<void> {
  await response.body?.cancel();
}
