import type { QuantizerConfig } from '../../../quantizer/config';
import { sortKeys } from '../../../quantizer/sort-keys';
import { sidBits } from '../../../sid/equal-bits';
import type { LevelMetrics, SidMetrics, Sids } from '../../../sid/types';
import type { EpochReport, LevelResult, RunResult } from '../../../worker/protocol';
import type { SliceInUse } from '../store';

/** What a run was made of: enough to know whether two runs saw the same vectors. */
export interface RunData {
  readonly file: string;
  /** Name of the vector column; empty for codes without vectors, whose `dim` is 0. */
  readonly vector: string;
  readonly n: number;
  readonly dim: number;
  /** Rows of the file before filter and sample. */
  readonly totalRows: number;
  readonly sliceSeed: number;
  /** Equal for equal vectors in equal order; without vectors, for equal ids. */
  readonly fingerprint: string;
}

/** A level of a kept run: what the engine returned, without codes, codebook and counts. */
export interface RunLevel extends Pick<
  LevelResult,
  'codebookSize' | 'residualEnergy' | 'meanCosine' | 'seconds' | 'history' | 'revived' | 'reused'
> {
  readonly metrics: Omit<LevelMetrics, 'counts'>;
  /** Of the SID cut after this level. */
  readonly sid: SidMetrics;
}

/** How well a sequence model over a run's SIDs found the test items. */
export interface ModelRecall {
  /** Equal for equal histories: see `historiesHash`. */
  readonly histories: string;
  /** How it was decoded: "T5 beam 20". */
  readonly how: string;
  /** "250,000 parameters, 30 epochs", or the file of a model that was opened. */
  readonly model: string;
  /** At K = 10, item level. */
  readonly recall: number;
  /** Users that the recall is of. */
  readonly users: number;
}

/** What figures of proxies are of. */
export interface ProxyData {
  /** Equal for equal histories: see `historiesHash`. */
  readonly histories: string;
  /** Name of the category column; null for none. */
  readonly category: string | null;
}

/** What of a run must be measured to check proxies; the rest its record tells. */
export interface ProxyFigures extends ProxyData {
  /** Embedding hitrate@10 on reconstructions. */
  readonly hitrate: number;
  /** Of prefixes of one code against the category column; null without one. */
  readonly purity: number | null;
  /** Recall@10 of the SID lookup; null for fewer than ten items. */
  readonly recall: number | null;
  /** Users that the recall is of. */
  readonly users: number;
}

/** A finished run before it is kept. */
export interface NewRun {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly config: QuantizerConfig;
  readonly data: RunData;
  readonly adapter: string;
  readonly unavoidableItems: number;
  readonly levels: readonly RunLevel[];
  /** Of a learned tokenizer, one an epoch: losses by name, and what the whole shard was like. */
  readonly epochs: readonly EpochReport[];
  /** Share of the variance that the reconstruction leaves; see `reconstruction` of the engine's run. */
  readonly reconstruction: number;
  /** Of its levels, whenever they were trained. */
  readonly seconds: number;
  /** The file whose quantizer encoded the data, where nothing was trained; else null. */
  readonly encodedWith: string | null;
  /** The file that the codes were read from, where there was no quantizer; else null. */
  readonly codesFrom: string | null;
  /** Of sequence models that were decoded on its SIDs, one for the same histories and way of decoding. */
  readonly modelRecalls: readonly ModelRecall[];
  /** One for the same histories and category. */
  readonly proxyFigures: readonly ProxyFigures[];
  /** The sweeps that it belongs to: mostly none. */
  readonly sweeps: readonly string[];
}

/** A kept run. Its codes are stored apart and read when a comparison needs them. */
export interface RunRecord extends NewRun {
  /** The run's number: counts up, never given twice. */
  readonly id: number;
}

/** One `Uint32Array` of length n a level. */
export type RunCodes = readonly Uint32Array[];

export function newRun(
  result: RunResult,
  slice: SliceInUse,
  facts: Pick<NewRun, 'name' | 'at' | 'sweeps'>,
): { run: NewRun; codes: RunCodes } {
  const run: NewRun = {
    ...facts,
    config: result.config,
    data: {
      file: slice.name,
      vector: slice.request?.mapping.vector ?? '',
      n: result.n,
      dim: result.dim,
      totalRows: slice.totalRows,
      sliceSeed: slice.seed,
      fingerprint: slice.fingerprint,
    },
    adapter: result.info.adapter,
    unavoidableItems: result.unavoidable.items,
    levels: result.levels.map(runLevel),
    epochs: result.learned?.history ?? [],
    reconstruction: result.reconstruction,
    encodedWith: result.encodedWith ?? null,
    codesFrom: result.codesFrom ?? null,
    modelRecalls: [],
    proxyFigures: [],
    seconds: result.levels.reduce((sum, level) => sum + level.seconds, 0),
  };
  return { run, codes: result.levels.map(({ codes }) => codes) };
}

function runLevel(level: LevelResult): RunLevel {
  const { codebookSize, residualEnergy, meanCosine, sid, seconds, history, revived, reused } =
    level;
  const metrics: RunLevel['metrics'] & { counts?: unknown } = { ...level.metrics };
  // One number a code: the largest part, and the codes tell it again.
  delete metrics.counts;
  return {
    codebookSize,
    residualEnergy,
    meanCosine,
    sid,
    seconds,
    history,
    revived,
    reused,
    metrics,
  };
}

/** "3 × 256", "2 × 256, 64" */
export function shapeOf({ config }: Pick<NewRun, 'config'>): string {
  const { codebookSizes } = config;
  const [first] = codebookSizes;
  const isEven = codebookSizes.every((size) => size === first);
  return `${codebookSizes.length} × ${isEven ? (first ?? 0) : codebookSizes.join(', ')}`;
}

export function bitsOf({ config }: Pick<NewRun, 'config'>): number {
  return sidBits(config.codebookSizes);
}

export function sameData(a: Pick<NewRun, 'data'>, b: Pick<NewRun, 'data'>): boolean {
  return a.data.fingerprint === b.data.fingerprint;
}

/** Equal for runs that must give equal codes: one config, one set of vectors, one adapter. */
export function runKey(
  config: QuantizerConfig,
  data: Pick<RunData, 'fingerprint'>,
  adapter: string,
): string {
  return JSON.stringify([sortKeys(config), data.fingerprint, adapter]);
}

/** Codes as the value that metrics and agreement take. */
export function sidsOfRun({ config, data }: NewRun, codes: RunCodes): Sids {
  return { rows: data.n, codebookSizes: config.codebookSizes, codes };
}

/** Bytes that a run takes, nearly all of them its codes. */
export function bytesOf({ data, levels, epochs }: NewRun): number {
  const numbers = epochs.reduce(
    (sum, { losses, usage }) => sum + Object.keys(losses).length + usage.length + 2,
    0,
  );
  return levels.reduce((sum, { history }) => sum + 4 * data.n + 8 * history.length, 8 * numbers);
}
