import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What another server answers under a path. */
interface Answer {
  readonly body: Buffer | string;
  readonly type: string;
  /** Whether pages of other origins may read it. */
  readonly isOpen: boolean;
}

export interface OtherServer {
  readonly origin: string;
  /** Of bodies, so far. */
  readonly bytesSent: () => number;
  readonly close: () => Promise<void>;
}

/** A server of another origin than the page's, which gives parts of files. */
export async function otherServer(answers: Readonly<Record<string, Answer>>): Promise<OtherServer> {
  let sent = 0;
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    if (request.method === 'GET' && answer) sent += give(answer, request.headers.range, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    bytesSent: () => sent,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function give(
  { body, type, isOpen }: Answer,
  range: string | undefined,
  to: ServerResponse,
): number {
  const whole = Buffer.from(body);
  const asked = /^bytes=(\d+)-(\d+)$/.exec(range ?? '');
  const begin = Number(asked?.[1] ?? 0);
  const end = Math.min(whole.length, Number(asked?.[2] ?? whole.length) + 1);
  const part = whole.subarray(begin, end);
  to.writeHead(asked ? 206 : 200, {
    'Content-Type': type,
    'Content-Length': part.length,
    ETag: '"1"',
    ...(asked ? { 'Content-Range': `bytes ${begin}-${end - 1}/${whole.length}` } : {}),
    ...(isOpen
      ? {
          'Access-Control-Allow-Origin': '*',
          'Access-Control-Expose-Headers': 'Content-Range, ETag',
        }
      : {}),
  });
  to.end(part);
  return part.length;
}
