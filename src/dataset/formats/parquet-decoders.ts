import { tableFromIPC, type RecordBatch } from 'apache-arrow';
import { Problem, type ProblemDetail } from '../../problem';

export type DecoderRequest =
  | { readonly kind: 'open'; readonly file: File }
  | { readonly kind: 'decode'; readonly group: number; readonly columns: readonly string[] };

export type DecoderAnswer =
  /** Arrow IPC of some rows. */
  | { readonly kind: 'batch'; readonly ipc: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'done' }
  | { readonly kind: 'problem'; readonly problem: ProblemDetail };

/** A worker with a decoder of its own: one decoder keeps one processor busy and no more. */
interface Decoder {
  /** Begins at once; what comes is kept until it is asked for. One call at a time. */
  ask(request: DecoderRequest): AsyncGenerator<Uint8Array>;
  end(): void;
}

/** Each holds the bytes of a row group and what it has decoded of it: a quarter of a GiB, as pandas writes them. */
const DECODERS = 2;

/**
 * Row groups of a Parquet file decoded side by side, batches in the order of `groups`. At most one group a decoder is
 * ahead of whoever reads. Returns null where no such worker starts, or it cannot have the file. Throws what the decoder of a worker throws.
 */
export async function decodeTogether(
  file: File,
  groups: readonly number[],
  columns: readonly string[],
): Promise<AsyncGenerator<{ readonly group: number; readonly batch: RecordBatch }> | null> {
  const decoders = await startDecoders(file);
  return decoders && inOrder(decoders, groups, columns);
}

async function* inOrder(
  decoders: readonly Decoder[],
  groups: readonly number[],
  columns: readonly string[],
): AsyncGenerator<{ readonly group: number; readonly batch: RecordBatch }> {
  try {
    const begin = (at: number) => {
      const group = groups[at];
      if (group === undefined) return null;
      return decoders[at % decoders.length]!.ask({ kind: 'decode', group, columns });
    };
    const running = decoders.map((_, at) => begin(at));
    for (const [at, group] of groups.entries()) {
      for await (const ipc of running[at]!) {
        for (const batch of tableFromIPC(ipc).batches) yield { group, batch };
      }
      running.push(begin(at + decoders.length));
    }
  } finally {
    for (const decoder of decoders) decoder.end();
  }
}

/** null where the browser starts no worker from a worker, and for a file that cannot be sent to one. */
async function startDecoders(file: File): Promise<Decoder[] | null> {
  if (typeof Worker === 'undefined' || !(file instanceof Blob)) return null;
  const decoders: Decoder[] = [];
  try {
    for (let one = 0; one < DECODERS; one++) decoders.push(startDecoder());
    await Promise.all(decoders.map((decoder) => decoder.ask({ kind: 'open', file }).next()));
    return decoders;
  } catch {
    // What is wrong with the file is told by the decoder of this worker.
    for (const decoder of decoders) decoder.end();
    return null;
  }
}

function startDecoder(): Decoder {
  const worker = new Worker(new URL('./parquet-decoder.worker.ts', import.meta.url), {
    type: 'module',
  });
  let answers: (DecoderAnswer | Error)[] = [];
  let heard: () => void = () => undefined;
  const hear = (answer: DecoderAnswer | Error) => {
    answers.push(answer);
    heard();
  };
  worker.addEventListener('message', ({ data }: MessageEvent<DecoderAnswer>) => {
    hear(data);
  });
  worker.addEventListener('error', ({ message }) => {
    hear(new Error(`a decoder failed: ${message}`));
  });

  async function* read(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const answer = answers.shift();
      if (answer === undefined) await new Promise<void>((resolve) => (heard = resolve));
      else if (answer instanceof Error) throw answer;
      else if (answer.kind === 'done') return;
      else if (answer.kind === 'batch') yield answer.ipc;
      else throw new Problem(answer.problem.code, answer.problem.message, answer.problem.hint);
    }
  }

  return {
    ask(request) {
      answers = [];
      worker.postMessage(request);
      return read();
    },
    end() {
      worker.terminate();
    },
  };
}
