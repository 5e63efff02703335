import { toProblemDetail } from '../../problem';
import type { DecoderAnswer, DecoderRequest } from './parquet-decoders';
import { openParquet, type ParquetReader } from './parquet-wasm';

/** Decodes row groups of one file beside others of its kind; one at a time, as it is asked. */
let reader: Promise<ParquetReader> | null = null;

const answer = (message: DecoderAnswer, transfer: Transferable[] = []) =>
  self.postMessage(message, { transfer });

async function work(request: DecoderRequest): Promise<void> {
  try {
    if (request.kind === 'open') reader = openParquet(request.file);
    const opened = await reader;
    if (request.kind === 'decode' && opened) {
      for await (const ipc of opened.encoded(request.group, request.columns)) {
        answer({ kind: 'batch', ipc }, [ipc.buffer]);
      }
    }
    answer({ kind: 'done' });
  } catch (error) {
    answer({ kind: 'problem', problem: toProblemDetail(error) });
  }
}

self.addEventListener('message', ({ data }: MessageEvent<DecoderRequest>) => void work(data));
