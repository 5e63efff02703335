import { Problem } from '../../problem';

/*
 * On some damaged pages parquet-wasm's Rust code panics. Its promise then stays pending for ever,
 * and only an uncaught RuntimeError tells, possibly between two reads of a stream. (0.8.0: 30 of 150
 * files damaged at random did so; the module itself stayed usable, in the memory that it had.)
 */
const watchers = new Set<(error: Error) => void>();

function onError(event: Event): void {
  const error: unknown = (event as ErrorEvent).error ?? (event as PromiseRejectionEvent).reason;
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  event.preventDefault();
  for (const notify of watchers) notify(error);
}
addEventListener('error', onError);
addEventListener('unhandledrejection', onError);

/** Awaits reads of one file until `end`. */
export interface DecoderWatch {
  /** What the decoder throws, and a panic at any time since the watch began, is `FILE_DAMAGED`. */
  read<R>(promise: Promise<R>): Promise<R>;
  end(): void;
}

export function watchDecoder(name: string): DecoderWatch {
  let notify: (error: Error) => void = () => undefined;
  const panic = new Promise<never>((_resolve, reject) => (notify = reject));
  // A panic while nobody reads is kept for the next read.
  panic.catch(() => undefined);
  watchers.add(notify);
  return {
    async read(promise) {
      try {
        return await Promise.race([panic, promise]);
      } catch (error) {
        throw damaged(name, error);
      }
    },
    end: () => watchers.delete(notify),
  };
}

function damaged(name: string, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return new Problem(
    'FILE_DAMAGED',
    `${name} cannot be decoded as Parquet: ${reason}.`,
    'Copy or download the file again, or write it again with another tool.',
  );
}
