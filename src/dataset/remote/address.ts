import { Problem } from '../../problem';

/** Hosts that a browser takes as secure without https. */
const LOOPBACK = ['localhost', '127.0.0.1'];

/**
 * What the user typed as an address that the page may read: https, or http on this machine. Throws
 * `REMOTE_ADDRESS` and `REMOTE_HTTP`.
 */
export function parseAddress(text: string): string {
  const typed = urlOf(text.trim());
  const url = typed && fileOfPage(typed);
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (!url || !isWeb) {
    throw new Problem(
      'REMOTE_ADDRESS',
      url
        ? `"${url.protocol}" is no address that a browser can read.`
        : `"${text.trim()}" is no address.`,
      'Give the whole address of the file, from https:// on; buckets (s3://, gs://, hf://) have one too.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new Problem(
      'REMOTE_ADDRESS',
      'The address holds a user name or a password, which browsers do not send along.',
      'Use a signed address, or download the file and open it here.',
    );
  }
  if (url.protocol === 'http:' && !LOOPBACK.includes(url.hostname)) {
    throw new Problem(
      'REMOTE_HTTP',
      `${url.host} is addressed by http, which is not encrypted; a page reads other machines by https only.`,
      'Try the same address with https://, or download the file and open it here.',
    );
  }
  url.hash = '';
  return url.href;
}

/**
 * Pages about a file whose own address follows from theirs: of Hugging Face and GitHub, as people copy them. Others
 * stay as they are.
 */
function fileOfPage(url: URL): URL {
  const page = /^(\/(?:datasets\/)?[^/]+\/[^/]+)\/blob\/(.+)$/.exec(url.pathname);
  const [, repository = '', file = ''] = page ?? [];
  if (!page) return url;
  if (url.host === 'huggingface.co') {
    return new URL(`https://huggingface.co${repository}/resolve/${file}`);
  }
  if (url.host === 'github.com') {
    return new URL(`https://raw.githubusercontent.com${repository}/${file}`);
  }
  return url;
}

function urlOf(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** What the file at an address is called: the last part of its path, else the host. */
export function nameOf(url: string): string {
  const { pathname, hostname } = new URL(url);
  const last = pathname.split('/').at(-1) ?? '';
  if (last === '') return hostname;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
