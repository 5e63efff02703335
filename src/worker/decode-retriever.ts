import type { Device } from '../compute/device';
import { Pacer } from '../quantizer/pacer';
import { decodeRetriever } from '../retriever/decode/decode-retriever';
import { traceDecode } from '../retriever/decode/trace/trace-decode';
import type { DecodeTrace } from '../retriever/decode/trace/types';
import type {
  DecodeRequest,
  DecodeResult,
  EngineInfo,
  StepProgress,
  TraceRequest,
} from './protocol';

/** The engine's `decodeRetriever` on an opened device, its work in slices. */
export async function decodeOn(
  device: Device,
  info: EngineInfo,
  request: DecodeRequest,
  {
    signal,
    onProgress,
  }: {
    readonly signal: AbortSignal | undefined;
    readonly onProgress: ((step: StepProgress) => void) | undefined;
  },
): Promise<DecodeResult> {
  const started = performance.now();
  const pacer = new Pacer(device, signal);
  const run = { device, spend: (ops: number) => pacer.spend(ops) };
  const asked = { ...request, model: await bytesOf(request) };
  const decoded = await decodeRetriever(run, asked, {
    signal,
    onProgress: (done, total) => onProgress?.({ phase: 'Decoding', done, total }),
  });
  return { ...decoded, seconds: (performance.now() - started) / 1000, info };
}

/** The engine's `traceDecode` on an opened device. */
export async function traceOn(
  device: Device,
  request: TraceRequest,
  signal: AbortSignal | undefined,
): Promise<DecodeTrace> {
  const pacer = new Pacer(device, signal);
  const run = { device, spend: (ops: number) => pacer.spend(ops) };
  return traceDecode(run, { ...request, model: await bytesOf(request) }, signal);
}

async function bytesOf({ model }: Pick<DecodeRequest, 'model'>): Promise<Uint8Array> {
  return model instanceof Blob ? new Uint8Array(await model.arrayBuffer()) : model;
}
