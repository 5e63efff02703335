import { Problem, cancelled, toProblemDetail, type ProblemDetail } from '../problem';
import type { CallOptions } from './protocol';

/**
 * Typed calls to a worker: progress, cancellation by AbortSignal, typed problems, transfer lists.
 * Messages are plain objects; a call that is cancelled is answered by the worker, so the caller
 * knows that its slices have stopped.
 */
type Request =
  { kind: 'call'; id: number; method: string; argument: unknown } | { kind: 'cancel'; id: number };

type Response =
  | { kind: 'progress'; id: number; progress: unknown }
  | { kind: 'result'; id: number; result: unknown }
  | { kind: 'problem'; id: number; problem: ProblemDetail };

type Handler = (
  argument: never,
  options: { signal: AbortSignal; onProgress: (progress: never) => void },
) => Promise<unknown>;

/** The arraybuffers of an argument or result that should move instead of being copied. */
export type Transfers = (value: unknown) => Transferable[];

interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** Answers calls on `port` with `handlers`. */
export function serve(port: Port, handlers: object, transfersOf: Transfers = () => []): void {
  const running = new Map<number, AbortController>();
  const table = handlers as Record<string, Handler | undefined>;
  const post = (response: Response, transfer: Transferable[] = []) => {
    port.postMessage(response, transfer);
  };

  async function call(id: number, method: string, argument: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = table[method];
      if (!handler) throw new Error(`no such method: ${method}`);
      const result = await handler.call(handlers, argument as never, {
        signal: controller.signal,
        onProgress: (progress: unknown) => {
          post({ kind: 'progress', id, progress });
        },
      });
      post({ kind: 'result', id, result }, transfersOf(result));
    } catch (error) {
      if (!(error instanceof Problem)) console.error(error);
      post({ kind: 'problem', id, problem: toProblemDetail(error) });
    } finally {
      running.delete(id);
    }
  }

  port.addEventListener('message', (event: MessageEvent) => {
    const request = event.data as Request;
    if (request.kind === 'cancel') running.get(request.id)?.abort();
    else void call(request.id, request.method, request.argument);
  });
}

interface Pending {
  resolve: (value: unknown) => void;
  reject: (reason: Problem) => void;
  onProgress: ((progress: never) => void) | undefined;
}

/** What every client has beside its worker's methods. */
export interface Client {
  /** Stops the worker, or closes the port, at once; pending calls are never answered then. */
  readonly terminate: () => void;
}

/**
 * A proxy whose methods call the worker, or whoever serves the other end of the port. `Api` must be an interface
 * of one-argument methods.
 */
export function connect<Api extends object>(
  worker: Worker | MessagePort,
  transfersOf: Transfers = () => [],
): Api & Client {
  const pending = new Map<number, Pending>();
  let nextId = 1;

  const port: Port = worker;
  port.addEventListener('message', (event: MessageEvent) => {
    const response = event.data as Response;
    const entry = pending.get(response.id);
    if (!entry) return;
    if (response.kind === 'progress') {
      entry.onProgress?.(response.progress as never);
      return;
    }
    pending.delete(response.id);
    if (response.kind === 'result') entry.resolve(response.result);
    else {
      const { code, message, hint } = response.problem;
      entry.reject(new Problem(code, message, hint));
    }
  });
  const onError = (event: ErrorEvent) => {
    const problem = new Problem(
      'WORKER_FAILED',
      `A background worker stopped: ${event.message || 'its script did not load'}.`,
      'Reload the page. Files you opened must be opened again.',
    );
    for (const entry of pending.values()) entry.reject(problem);
    pending.clear();
  };
  if (worker instanceof MessagePort) worker.start();
  else worker.addEventListener('error', onError);

  function call(method: string, argument: unknown, options?: CallOptions<never>): Promise<unknown> {
    if (options?.signal?.aborted) return Promise.reject(cancelled());
    const id = nextId++;
    const cancel = () => {
      const request: Request = { kind: 'cancel', id };
      if (pending.has(id)) port.postMessage(request, []);
    };
    options?.signal?.addEventListener('abort', cancel);
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject, onProgress: options?.onProgress });
      const request: Request = { kind: 'call', id, method, argument };
      port.postMessage(request, transfersOf(argument));
    }).finally(() => {
      // One signal may go with thousands of calls.
      options?.signal?.removeEventListener('abort', cancel);
    });
  }

  const client: Client = {
    terminate: () => {
      if (worker instanceof MessagePort) worker.close();
      else worker.terminate();
    },
  };
  return new Proxy(client as Api & Client, {
    get: (target, method) => {
      if (method === 'terminate') return target.terminate;
      // A promise that resolves to the client asks for this one.
      if (typeof method !== 'string' || method === 'then') return undefined;
      return (argument: unknown, options?: CallOptions<never>) => call(method, argument, options);
    },
  });
}
