import { Problem } from '../../../problem';

/**
 * A channel to fetch.html, the document that may contact other origins: it has a policy of its own, so that this
 * page's stays as it is. Embedded when it is first asked for. Throws `REMOTE_FRAME`.
 */
export async function openFetchFrame(): Promise<MessagePort> {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = 'Reader of addresses';
  // Relative to the page: any sub-path of any host works.
  frame.src = new URL('fetch.html', document.baseURI).href;
  await new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true });
    document.body.append(frame);
  });
  const { contentDocument, contentWindow } = frame;
  if (contentWindow && contentDocument?.documentElement.dataset.ready !== undefined) {
    const { port1, port2 } = new MessageChannel();
    contentWindow.postMessage(null, location.origin, [port2]);
    return port1;
  }
  frame.remove();
  throw new Problem(
    'REMOTE_FRAME',
    'The part of the page that reads other servers (fetch.html) did not load: it is missing on this host, or the host forbids frames.',
    'Download the file and open it here.',
  );
}
