import { Problem } from '../../problem';
import { RangedFile } from '../ranged-file';

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
  /**
   * What the decoder throws, and a panic at any time since the watch began, is `FILE_DAMAGED`; what could not
   * be read of the file is thrown as it is.
   */
  read<R>(promise: Promise<R>): Promise<R>;
  end(): void;
}

/** A file as the decoder is to read it. */
export interface WatchedFile {
  readonly file: File;
  watch(): DecoderWatch;
}

export function watchedFile(original: File): WatchedFile {
  const { name, size } = original;
  const failures = new Set<(error: unknown) => void>();

  function watch(): DecoderWatch {
    let fail: (error: unknown) => void = () => undefined;
    const failed = new Promise<never>((_resolve, reject) => (fail = reject));
    // A panic while nobody reads is kept for the next read.
    failed.catch(() => undefined);
    const onPanic = (error: Error) => fail(damaged(name, error));
    watchers.add(onPanic);
    failures.add(fail);
    return {
      read: (promise) =>
        Promise.race([
          failed,
          promise.catch((error: unknown) => {
            throw damaged(name, error);
          }),
        ]),
      end() {
        watchers.delete(onPanic);
        failures.delete(fail);
      },
    };
  }

  const read = async (begin: number, end: number): Promise<ArrayBuffer> => {
    try {
      return await original.slice(begin, end).arrayBuffer();
    } catch (error) {
      for (const fail of failures) fail(error);
      // The decoder would panic. Its caller has heard, and waits no longer.
      return new Promise(() => undefined);
    }
  };
  return { file: new RangedFile({ name, size, read }), watch };
}

function damaged(name: string, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return new Problem(
    'FILE_DAMAGED',
    `${name} cannot be decoded as Parquet: ${reason}.`,
    'Copy or download the file again, or write it again with another tool.',
  );
}
