import { MAX_DOWNLOAD_BYTES, type RemoteFacts, type RemoteRange } from '../dataset/remote/types';
import { cancelled } from '../problem';
import { ask, contentRange, lastModified, versionOf, type Fetch } from './ask';
import { badStatus, changed, cut, noParts, tooLarge } from './remote-problems';

const WHOLE = 200;
const NO_SUCH_RANGE = 416;
/** Handed to the browser, which may put it on its disk, in pieces of this size. */
const PIECE_BYTES = 64 << 20;
/** Between two words on how far a download is. */
const TOLD_BYTES = 1 << 20;

/** A part of a file that was looked at. See `Fetcher`. */
export async function read(
  fetchIt: Fetch,
  { facts, begin, end }: RemoteRange,
  signal: AbortSignal | undefined,
): Promise<ArrayBuffer> {
  const response = await ask(fetchIt, facts.url, { range: [begin, end - 1], signal });
  const part = contentRange(response);
  const problem = partProblem(facts, response, part);
  if (problem) {
    await response.body?.cancel();
    throw problem;
  }
  const bytes = await response.arrayBuffer().catch(() => null);
  if (signal?.aborted) throw cancelled();
  if (bytes?.byteLength !== end - begin || (part && part.begin !== begin)) {
    throw cut(facts, begin, end);
  }
  return bytes;
}

function partProblem(
  facts: RemoteFacts,
  response: Response,
  part: ReturnType<typeof contentRange>,
) {
  const { status } = response;
  // Shorter than it was.
  if (status === NO_SUCH_RANGE) return changed(facts);
  if (!response.ok) return badStatus(facts.url, status);
  if (versionOf(response) !== facts.version) return changed(facts);
  if (status === WHOLE) return noParts(facts);
  return part && part.total !== facts.size ? changed(facts) : null;
}

/** The whole of a file that was looked at. See `Fetcher`. */
export async function download(
  fetchIt: Fetch,
  facts: RemoteFacts,
  signal: AbortSignal | undefined,
  onProgress: (bytes: number) => void,
): Promise<Blob> {
  const response = await ask(fetchIt, facts.url, { signal });
  const problem = wholeProblem(facts, response);
  if (problem) {
    await response.body?.cancel();
    throw problem;
  }
  const pieces: Blob[] = [];
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  let bytes = 0;
  let told = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const next = await reader?.read().catch(() => null);
    if (signal?.aborted) throw cancelled();
    if (next === null) throw cut(facts, bytes, null);
    if (!next || next.done) break;
    bytes += next.value.length;
    if (bytes > MAX_DOWNLOAD_BYTES) {
      await reader?.cancel();
      throw tooLarge(facts, MAX_DOWNLOAD_BYTES);
    }
    parts.push(next.value);
    held += next.value.length;
    if (held >= PIECE_BYTES) {
      pieces.push(new Blob(parts));
      parts = [];
      held = 0;
    }
    if (bytes - told >= TOLD_BYTES) onProgress((told = bytes));
  }
  // More than was told is what a server had packed for the way.
  if (facts.size !== null && bytes < facts.size) throw cut(facts, bytes, null);
  return new Blob([...pieces, ...parts]);
}

function wholeProblem(facts: RemoteFacts, response: Response) {
  if (!response.ok) return badStatus(facts.url, response.status);
  // Not the ETag: one of an answer that is packed for the way is another.
  if (lastModified(response) !== facts.lastModified) return changed(facts);
  return (facts.size ?? 0) > MAX_DOWNLOAD_BYTES ? tooLarge(facts, MAX_DOWNLOAD_BYTES) : null;
}
