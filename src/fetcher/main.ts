import type { Fetcher } from '../dataset/remote/types';
import { serve } from '../worker/rpc';
import { look } from './look';
import { download, read } from './read';
import { withRetries } from './retry';

/**
 * The script of fetch.html, the one document that may contact other origins. It answers on the port that
 * the page around it hands over, and knows nothing but the addresses it is asked for.
 */
const fetchIt = (url: string, init: RequestInit) => fetch(url, init);
const fetcher: Fetcher = {
  look: (url, options) => look(fetchIt, url, options?.signal),
  read: (range, options) =>
    withRetries(() => read(fetchIt, range, options?.signal), options?.signal),
  download: (facts, options) =>
    download(fetchIt, facts, options?.signal, (bytes) => options?.onProgress?.(bytes)),
};

addEventListener('message', (event) => {
  const [port] = event.ports;
  if (!port || event.source !== parent || event.origin !== location.origin) return;
  serve(port, fetcher, (result) => (result instanceof ArrayBuffer ? [result] : []));
  port.start();
});
// By which the page knows that this script runs.
document.documentElement.dataset.ready = '';
