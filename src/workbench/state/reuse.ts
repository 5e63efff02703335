import { trainBeamOf, type QuantizerConfig } from '../../quantizer/config';
import type { EpochReport, LevelResult, RunResult } from '../../worker/protocol';

/**
 * The levels at hand: of the last run, and deeper ones of an earlier run that still fit; or those that a
 * saved quantizer gave the rows in use.
 */
export interface Trained {
  /** Its `codebookSizes` are exactly those of `levels`. */
  readonly config: QuantizerConfig;
  readonly levels: readonly LevelResult[];
  readonly n: number;
  readonly unavoidableItems: number;
  /** Of a learned tokenizer, one an epoch; else empty. */
  readonly epochs: readonly EpochReport[];
  /** What an export needs besides; null for a run that was stopped. */
  readonly source: Pick<
    RunResult,
    | 'dim'
    | 'codewordDim'
    | 'center'
    | 'reconstruction'
    | 'learned'
    | 'nearest'
    | 'info'
    | 'encodedWith'
    | 'codesFrom'
  > | null;
}

/** Whether two configs train level l alike, given equal sizes up to l. Ignores EMA's own knobs under Lloyd. */
function sameTraining(a: QuantizerConfig, b: QuantizerConfig): boolean {
  if (a.method === 'fsq' && b.method === 'fsq') {
    return a.center === b.center && a.normalize === b.normalize;
  }
  const emaAlike =
    (a.method !== 'ema' && !(a.method === 'rqvae' && a.rqvae.codebook === 'ema')) ||
    (a.ema.batchRows === b.ema.batchRows &&
      a.ema.decay === b.ema.decay &&
      a.ema.epsilon === b.ema.epsilon);
  return (
    a.method === b.method &&
    a.distance === b.distance &&
    a.iterations === b.iterations &&
    a.seed === b.seed &&
    a.center === b.center &&
    a.normalize === b.normalize &&
    (a.method === 'balanced' || a.reviveDeadCodes === b.reviveDeadCodes) &&
    emaAlike &&
    a.beam === b.beam &&
    trainBeamOf(a) === trainBeamOf(b) &&
    // A row's path of beams is over all levels.
    (a.beam === 1 || a.codebookSizes.join() === b.codebookSizes.join()) &&
    (a.method !== 'rqvae' || learnedAlike(a, b)) &&
    // The columns of a product quantizer's level depend on how many levels share them.
    (a.method !== 'pq' || a.codebookSizes.length === b.codebookSizes.length) &&
    // A rotation is of all levels together.
    (a.method !== 'opq' || a.codebookSizes.join() === b.codebookSizes.join())
  );
}

/** A learned tokenizer trains its levels together: other sizes, other model. */
function learnedAlike(a: QuantizerConfig, b: QuantizerConfig): boolean {
  return (
    JSON.stringify(a.rqvae) === JSON.stringify(b.rqvae) &&
    a.codebookSizes.join() === b.codebookSizes.join()
  );
}

/** The file whose quantizer encoded the rows, where nothing was trained; else null. */
export function encodedWith({ source }: Trained): string | null {
  return source?.encodedWith ?? null;
}

/** The file that the codes were read from; null for codes that came of a quantizer here. */
export function codesFrom({ source }: Trained): string | null {
  return source?.codesFrom ?? null;
}

/** Whether a run here trained these levels. */
export function wasTrained(trained: Trained): boolean {
  return encodedWith(trained) === null && codesFrom(trained) === null;
}

/** How many leading levels of `config` are trained already. Levels are nested: a prefix decides. */
export function keptLevels(trained: Trained | null, config: QuantizerConfig): number {
  if (!trained || !wasTrained(trained) || !sameTraining(trained.config, config)) return 0;
  let kept = 0;
  while (
    kept < config.codebookSizes.length &&
    kept < trained.levels.length &&
    trained.levels[kept]?.codebookSize === config.codebookSizes[kept]
  ) {
    kept += 1;
  }
  return kept;
}

/** The same, but a learned run that was stopped has no level that is trained to its end. */
export function finishedLevels(trained: Trained | null, config: QuantizerConfig): number {
  const isStopped = trained?.config.method === 'rqvae' && trained.source === null;
  return isStopped ? 0 : keptLevels(trained, config);
}

/** The run's levels, and the deeper ones of `before` if they were trained on the same prefix. */
export function mergeTrained(before: Trained | null, run: RunResult): Trained {
  const depth = run.levels.length;
  const deeper =
    before && keptLevels(before, run.config) === depth ? before.levels.slice(depth) : [];
  return trainedFrom(run.config, [...run.levels, ...deeper], {
    n: run.n,
    unavoidableItems: run.unavoidable.items,
    epochs: run.learned?.history ?? [],
    source: {
      dim: run.dim,
      codewordDim: run.codewordDim,
      center: run.center,
      reconstruction: run.reconstruction,
      learned: run.learned,
      info: run.info,
      ...(run.encodedWith === undefined ? {} : { encodedWith: run.encodedWith }),
      ...(run.codesFrom === undefined ? {} : { codesFrom: run.codesFrom }),
      ...(run.nearest ? { nearest: run.nearest } : {}),
    },
  });
}

export function trainedFrom(
  config: QuantizerConfig,
  levels: readonly LevelResult[],
  facts: Omit<Trained, 'config' | 'levels'>,
): Trained {
  const codebookSizes = levels.map((level) => level.codebookSize);
  return { config: { ...config, codebookSizes }, levels, ...facts };
}

/** What pressing Train would do, as a sentence. */
export function describeTraining(kept: number, levels: number): string {
  if (kept === levels) {
    return levels === 1 ? 'Level 1 is trained.' : `All ${levels} levels are trained.`;
  }
  const train = `trains ${span(kept + 1, levels)}`;
  return kept === 0 ? sentence(train) : sentence(`${span(1, kept)} kept, ${train}`);
}

function span(first: number, last: number): string {
  return first === last ? `level ${first}` : `levels ${first}–${last}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
