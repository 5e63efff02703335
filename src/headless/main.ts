import { toProblemDetail, type ProblemDetail } from '../problem';
import { convert } from './convert';
import { decodeHeldOut } from './decode';
import { encode } from './encode';
import { evaluate } from './evaluate';
import { metrics } from './metrics';
import type {
  ConvertRequest,
  DecodeHeldOutRequest,
  EncodeRequest,
  EvaluateRequest,
  MetricsRequest,
  SweepRequest,
  TrainRequest,
  TrainRetrieverRequest,
} from './request';
import type { ShardFiles } from './shard';
import { sweep, type SweepKeeper, type SweepSummary } from './sweep';
import { train } from './train';
import { trainRetriever } from './train-retriever';

type Answer<Summary> =
  | { readonly ok: true; readonly summary: Summary }
  | { readonly ok: false; readonly problem: ProblemDetail };

/**
 * The command line's page: the same data and engine workers as the workbench, driven by
 * scripts/sid.mjs instead of a person. Outputs are posted to `folder`.
 */
declare global {
  interface Window {
    sidHeadless: {
      train(request: TrainRequest, folder: string): Promise<Answer<string>>;
      encode(request: EncodeRequest, folder: string): Promise<Answer<string>>;
      convert(request: ConvertRequest, folder: string): Promise<Answer<string>>;
      metrics(request: MetricsRequest, folder: string): Promise<Answer<string>>;
      sweep(request: SweepRequest): Promise<Answer<SweepSummary>>;
      'train-retriever'(request: TrainRetrieverRequest, folder: string): Promise<Answer<string>>;
      decode(request: DecodeHeldOutRequest, folder: string): Promise<Answer<string>>;
      evaluate(request: EvaluateRequest, folder: string): Promise<Answer<string>>;
    };
    /** Put there by the command line; takes one line of progress. */
    sidProgress?: (line: string) => void;
    /** Put there by `sid sweep`. */
    sidSweepBegin?: SweepKeeper['begin'];
    sidSweepKeep?: SweepKeeper['keep'];
  }
}

const say = (line: string) => window.sidProgress?.(line);

function filesIn(id: string): [File, ...File[]] {
  const [file, ...more] = document.querySelector<HTMLInputElement>(id)?.files ?? [];
  if (!file) throw new Error(`no file was chosen in ${id}`);
  return [file, ...more];
}

const fileIn = (id: string) => filesIn(id)[0];

function chosenIn(id: string): File | null {
  return document.querySelector<HTMLInputElement>(id)?.files?.[0] ?? null;
}

const shardFiles = (): ShardFiles => ({
  shards: filesIn('#file'),
  ids: chosenIn('#ids'),
  histories: chosenIn('#histories'),
});

function keeper(): SweepKeeper {
  const { sidSweepBegin: begin, sidSweepKeep: keep } = window;
  if (!begin || !keep) throw new Error('nobody keeps the runs of the sweep');
  return { begin, keep };
}

async function answer<Summary>(work: () => Promise<Summary>): Promise<Answer<Summary>> {
  try {
    return { ok: true, summary: await work() };
  } catch (error) {
    return { ok: false, problem: toProblemDetail(error) };
  }
}

window.sidHeadless = {
  train: (request, folder) =>
    answer(() => {
      const files = {
        ...shardFiles(),
        pairs: request.contrastive?.window === null ? fileIn('#pairs') : null,
        checkpoint: request.goOn ? fileIn('#checkpoint') : null,
      };
      return train(files, request, folder, say);
    }),
  encode: (request, folder) =>
    answer(() => encode(shardFiles(), fileIn('#saved'), request, folder, say)),
  convert: (request, folder) =>
    answer(() => {
      const beside = [chosenIn('#ids'), chosenIn('#codebooks')].filter((file) => file !== null);
      return convert([fileIn('#file'), ...beside], request, folder, say);
    }),
  metrics: (request, folder) => answer(() => metrics(fileIn('#file'), request, folder, say)),
  sweep: (request) => answer(() => sweep(shardFiles(), request, keeper(), say)),
  'train-retriever': (request, folder) =>
    answer(() => {
      const files = {
        codes: fileIn('#file'),
        histories: fileIn('#histories'),
        checkpoint: request.goOn ? fileIn('#checkpoint') : null,
      };
      return trainRetriever(files, request, folder, say);
    }),
  decode: (request, folder) =>
    answer(() => {
      const files = {
        model: fileIn('#saved'),
        codes: fileIn('#file'),
        histories: fileIn('#histories'),
      };
      return decodeHeldOut(files, request, folder, say);
    }),
  evaluate: (request, folder) =>
    answer(() => {
      const files = {
        codes: fileIn('#file'),
        histories: fileIn('#histories'),
        items: chosenIn('#items'),
        codebooks: chosenIn('#codebooks'),
        model: chosenIn('#saved'),
        forge: chosenIn('#forge'),
      };
      return evaluate(files, request, folder, say);
    }),
};
