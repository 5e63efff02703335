import type { QuantizerConfig } from '../../quantizer/config';
import type { LevelMetrics, SidMetrics, Sids } from '../../sid/types';
import type { EpochReport, LevelResult } from '../../worker/protocol';
import { curveOf, type CurvePoint } from './curve';
import { codesFrom, encodedWith, keptLevels, wasTrained, type Trained } from './reuse';
import { sidsOf } from './selection';
import type { Run } from './store';

/** A level as the panels draw it: finished, or in training. */
export interface ViewLevel {
  /** 1-based. */
  readonly level: number;
  readonly codebookSize: number;
  readonly metrics: LevelMetrics;
  readonly residualEnergy: number;
  /** Relative distortion over the iterations so far. */
  readonly curve: readonly CurvePoint[];
  /** null while in training. */
  readonly result: LevelResult | null;
}

/** The finished levels, and what follows from their codes. */
export interface FinishedView {
  readonly levels: readonly ViewLevel[];
  /** Of the SID made of all finished levels; null without any. */
  readonly sid: SidMetrics | null;
  readonly sids: Sids | null;
}

/** What the result panels show: the run in progress, else the last levels cut to the L in hand. */
export interface View extends FinishedView {
  readonly n: number;
  /** K of every level asked for; `levels` may be fewer while they train. */
  readonly sizes: readonly number[];
  readonly unavoidableItems: number;
  /** Of the run that these levels belong to, which the knobs may have left. */
  readonly config: QuantizerConfig;
  /** Of a learned tokenizer, one an epoch; else empty. */
  readonly epochs: readonly EpochReport[];
  /** sum |x - x^|^2 / sum |x - mean|^2 of the codes shown; null while they train. */
  readonly reconstruction: number | null;
  /** L of the codes that a decoder gives that reconstruction for, where fewer are shown; else null. */
  readonly reconstructedLevels: number | null;
  readonly training: boolean;
  /** The file whose quantizer gave these codes, where nothing was trained; else null. */
  readonly encodedWith: string | null;
  /** The file that these codes were read from; null where a quantizer gave them here. */
  readonly codesFrom: string | null;
  /** Whether figures of vectors are known: codes of a file may have none. */
  readonly hasVectors: boolean;
  /** The knobs have moved since: these levels answer other settings. */
  readonly stale: boolean;
}

/** The finished levels on the screen. Lowering L cuts them at once; `live` levels are a run's own. */
export function shownResults(
  live: readonly LevelResult[] | null,
  trained: Trained | null,
  depth: number,
): readonly LevelResult[] {
  return live ?? trained?.levels.slice(0, depth) ?? [];
}

/** Whether trained levels answer other settings than these. */
export function isStale(trained: Trained | null, config: QuantizerConfig): boolean {
  // A saved quantizer answers its file, whatever the knobs say.
  if (!trained || !wasTrained(trained)) return false;
  const shown = Math.min(trained.levels.length, config.codebookSizes.length);
  return keptLevels(trained, config) < shown;
}

export function finishedView(results: readonly LevelResult[]): FinishedView {
  const levels = results.map((result, index) => ({
    level: index + 1,
    codebookSize: result.codebookSize,
    metrics: result.metrics,
    residualEnergy: result.residualEnergy,
    curve: curveOf(result.history),
    result,
  }));
  return { levels, sid: results.at(-1)?.sid ?? null, sids: sidsOf(results) };
}

interface Facts {
  readonly n: number;
  readonly unavoidable: number;
  readonly stale: boolean;
  /** Of the policy in force; null without one, and where it changed no codeword. */
  readonly reconstruction: number | null;
}

/** `run` is null unless it has something to show. */
export function viewOf(
  finished: FinishedView,
  run: Run | null,
  trained: Trained | null,
  facts: Facts,
): View | null {
  if (run) return runView(finished, run, facts);
  if (!trained || finished.levels.length === 0) return null;
  const isLearned = trained.config.method === 'rqvae';
  const isCut = finished.levels.length < trained.levels.length && facts.reconstruction === null;
  return {
    ...finished,
    n: trained.n,
    sizes: finished.levels.map((level) => level.codebookSize),
    unavoidableItems: trained.unavoidableItems,
    config: trained.config,
    epochs: trained.epochs,
    reconstruction:
      facts.reconstruction ??
      (isLearned
        ? (trained.source?.reconstruction ?? null)
        : (finished.levels.at(-1)?.residualEnergy ?? null)),
    // A decoder was trained for all levels, and ran on all.
    reconstructedLevels: isLearned && isCut ? trained.levels.length : null,
    training: false,
    encodedWith: encodedWith(trained),
    codesFrom: codesFrom(trained),
    hasVectors: trained.source?.dim !== 0,
    stale: facts.stale,
  };
}

function runView(finished: FinishedView, run: Run, { n, unavoidable }: Facts): View {
  const { live, config } = run;
  const size = live ? config.codebookSizes[live.level - 1] : undefined;
  const levels =
    live && size !== undefined && live.level > finished.levels.length
      ? [...finished.levels, { ...live, codebookSize: size, curve: run.curve, result: null }]
      : finished.levels;
  return {
    ...finished,
    levels,
    n,
    sizes: config.codebookSizes,
    unavoidableItems: unavoidable,
    config,
    epochs: run.epochs,
    reconstruction: null,
    reconstructedLevels: null,
    training: true,
    encodedWith: null,
    codesFrom: null,
    hasVectors: true,
    stale: false,
  };
}
