import type { RemoteFacts } from '../../../worker/protocol';
import { formatBytes } from '../../widgets/format';

/** How large the file is, as its server tells. */
export function sizeText({ size }: RemoteFacts): string {
  return size === null ? 'not told by the server' : formatBytes(size);
}

/** What opening it will read. */
export function readingText({ hasRanges, size }: RemoteFacts): string {
  if (hasRanges) return 'in parts, as far as the rows need it; a table of text as a whole';
  return size === null
    ? 'as a whole, however large it is'
    : 'as a whole: the server gives no parts';
}

/** The server that answers, and the one of the address if that passes the request on. */
export function hostText({ url, host }: RemoteFacts): string {
  const asked = new URL(url).host;
  return asked === host ? host : `${host}, to which ${asked} redirects`;
}
