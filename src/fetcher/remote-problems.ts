import type { RemoteFacts } from '../dataset/remote/types';
import { Problem } from '../problem';

const BY_HAND = 'or download the file and open it here';

/** Which of the two it was, a browser keeps to itself. */
export function unreachable(url: string): Problem {
  return new Problem(
    'REMOTE_UNREACHABLE',
    `${new URL(url).host} did not answer, or does not let other pages read its files (CORS): the browser does not say which.`,
    `Check the address and the connection. The server must send "Access-Control-Allow-Origin: *", and best also "Access-Control-Expose-Headers: Content-Range, ETag"; ${BY_HAND}: curl -LO "${url}".`,
  );
}

/** For an answer that is neither a file nor a part of one. */
export function badStatus(url: string, status: number): Problem {
  const { host } = new URL(url);
  if (status === 401 || status === 403) {
    return new Problem(
      'REMOTE_DENIED',
      `${host} refuses to give the file (${status}): it wants a login, or a signed address has run out. The page sends no cookies and no passwords.`,
      `Use a public or a newly signed address, ${BY_HAND}.`,
    );
  }
  if (status === 404 || status === 410) {
    return new Problem(
      'REMOTE_MISSING',
      `${host} has no file at this address (${status}).`,
      'Check the address: names are case-sensitive, and the file may have moved.',
    );
  }
  return new Problem(
    'REMOTE_SERVER',
    status === 429
      ? `${host} gets too many requests and asks to wait (429).`
      : `${host} could not give the file: it answered ${status}.`,
    `Try again in a while, ${BY_HAND}.`,
  );
}

export function webPage(url: string, type: string): Problem {
  const told = type === '' ? '' : `, sent as ${type}`;
  return new Problem(
    'REMOTE_HTML',
    `${new URL(url).host} answered with a web page (HTML or XML${told}), not with a dataset.`,
    'Use the address of the file itself, which a site calls raw, resolve or download, and look at it in a browser: it may ask to log in.',
  );
}

export function changed({ name }: RemoteFacts): Problem {
  return new Problem(
    'REMOTE_CHANGED',
    `${name} has changed on its server since it was looked at.`,
    'Open the address again. What was read before stays in use.',
  );
}

export function noParts({ name }: RemoteFacts): Problem {
  return new Problem(
    'REMOTE_PARTS',
    `The server sends all of ${name} where it was asked for a part, as it had given before.`,
    `Try again, ${BY_HAND}.`,
  );
}

export function cut({ name }: RemoteFacts, begin: number, end: number | null): Problem {
  const where = end === null ? `after byte ${begin}` : `in bytes ${begin} to ${end}`;
  return new Problem(
    'REMOTE_CUT',
    `The answer with ${name} ended too early, ${where}: the connection broke off, or the server cut it short.`,
    `Try again, ${BY_HAND}.`,
  );
}

export function tooLarge({ name }: RemoteFacts, bytes: number): Problem {
  return new Problem(
    'REMOTE_LARGE',
    `${name} is larger than ${(bytes / 2 ** 30).toFixed(0)} GiB, and can only be downloaded whole: that is more than a page can hold.`,
    'Use a server that gives parts of files (Range requests), or download the file and open it here.',
  );
}
