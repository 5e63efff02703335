import type { LevelMetrics, SidMetrics, Sids } from '../sid/types';
import { DEFAULT_CONFIG } from './config';
import type { QuantizerRun } from './results';

/** Codes of a file, and what was measured of them. */
interface MeasuredCodes {
  /** The file's name. */
  readonly name: string;
  readonly sids: Sids;
  /** One a level: its own metrics, and those of the SID cut after it. */
  readonly levels: readonly { readonly metrics: LevelMetrics; readonly sid: SidMetrics }[];
}

/** Nothing computed these codes here. */
const NO_DEVICE = {
  device: 'cpu',
  adapter: 'none, codes were read',
  software: true,
  limits: {},
  features: [],
  tuning: null,
} as const;

/** Of a level that nothing trained and nothing measures. */
const WITHOUT_VECTORS = {
  codebook: new Float32Array(0),
  residualEnergy: Number.NaN,
  meanCosine: Number.NaN,
  seconds: 0,
  history: [],
  revived: 0,
  reused: false,
} as const;

/** The codes as a run: all that does not need vectors. */
export function runOfCodes({ name, sids, levels }: MeasuredCodes): QuantizerRun & {
  readonly info: typeof NO_DEVICE;
} {
  return {
    config: { ...DEFAULT_CONFIG, codebookSizes: sids.codebookSizes },
    ...{ n: sids.rows, dim: 0, codewordDim: 0, center: null, learned: null, seconds: 0 },
    levels: levels.flatMap((level, l) => {
      const codes = sids.codes[l];
      return codes
        ? [{ ...level, codes, ...WITHOUT_VECTORS, codebookSize: level.metrics.codebookSize }]
        : [];
    }),
    reconstruction: Number.NaN,
    unavoidable: { items: 0, distinct: sids.rows },
    codesFrom: name,
    info: NO_DEVICE,
  };
}
