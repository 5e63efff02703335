import type { QuantizerConfig } from '../quantizer/config';
import { runMetrics, type FinishedRun } from '../quantizer/export';
import type { PolicyConfig } from '../sid/policies/policy-config';

/** What decides the outcome of a run, and nothing else: equal text, equal run. */
export type RunSettings = Omit<QuantizerConfig, 'trainBeam' | 'ema' | 'rqvae'> &
  Partial<Pick<QuantizerConfig, 'trainBeam' | 'ema' | 'rqvae'>> & {
    readonly policy: PolicyConfig | null;
  };

/** The data that a sweep runs on. */
export interface SweepData {
  readonly file: string;
  /** Equal for equal vectors in equal order. */
  readonly fingerprint: string;
  readonly n: number;
  readonly dim: number;
  /** What the SIDs were held against. */
  readonly histories: string | null;
  readonly category: string | null;
}

/** A finished run of a sweep, as `sweep.json` keeps it. */
export interface SweepRun {
  readonly data: SweepData;
  readonly settings: RunSettings;
  /** As in `metrics.json`. */
  readonly metrics: ReturnType<typeof runMetrics>;
}

/** Fields in one order, those of other methods left out. */
export function settingsOf(config: QuantizerConfig, policy: PolicyConfig | null): RunSettings {
  const { method, distance, codebookSizes, iterations, seed, center, normalize } = config;
  const { reviveDeadCodes, beam, trainBeam, ema, rqvae } = config;
  const isEma = method === 'ema' || (method === 'rqvae' && rqvae.codebook === 'ema');
  return {
    ...{ method, distance, codebookSizes, iterations, seed, center, normalize },
    ...{ reviveDeadCodes, beam },
    ...(trainBeam > 1 ? { trainBeam } : {}),
    ...(isEma ? { ema } : {}),
    ...(method === 'rqvae' ? { rqvae } : {}),
    policy,
  };
}

/** `seconds` of all its levels, whichever run trained them. */
export function sweepRun(
  data: SweepData,
  settings: RunSettings,
  run: FinishedRun,
  seconds: number,
): SweepRun {
  return { data, settings, metrics: runMetrics({ ...run, seconds }) };
}

/** Settings without a finished run among `known`. */
export function isOpen(settings: RunSettings, known: readonly RunSettings[]): boolean {
  const text = JSON.stringify(settings);
  return known.every((other) => JSON.stringify(other) !== text);
}

/** "ema 3 x 256, seed 1" */
export function settingsText({ method, codebookSizes, seed }: RunSettings): string {
  return `${method} ${codebookSizes.length} x ${codebookSizes[0] ?? 0}, seed ${seed}`;
}
