import { DEFAULT_CONFIG } from '../../../quantizer/config';
import type { EpochReport, RunResult } from '../../../worker/protocol';
import { levelsFrom } from '../results.fixture';
import type { SliceInUse } from '../store';
import { newRun, type RunRecord } from './record';

const INFO = {
  device: 'cpu',
  adapter: 'test adapter',
  software: true,
  limits: {},
  features: [],
  tuning: null,
} as const;

export const SLICE = {
  name: 'items.parquet',
  rows: 6,
  dim: 2,
  totalRows: 10,
  seed: 7,
  rowNumbers: new Uint32Array(6),
  ids: [],
  titles: [],
  categories: [],
  fingerprint: 'aaaa',
  notes: [],
  quality: {
    rows: 6,
    nonFiniteRows: 0,
    zeroRows: 0,
    distinctRows: 6,
    duplicateRows: 0,
    norms: { min: 0, mean: 0, max: 0, edges: [], counts: [] },
  },
  request: {
    mapping: { id: null, vector: 'embedding', title: null, category: null },
    where: '',
    sample: null,
    seed: 7,
    dropNonFinite: false,
  },
} satisfies SliceInUse;

/** An epoch of a learned run of two levels. */
export const EPOCH: EpochReport = {
  epoch: 1,
  losses: { reconstruction: 0.5, commitment: 0.1 },
  uniqueRatio: 0.75,
  usage: [1, 0.5],
  revived: 0,
};

/** A finished run of two levels of four codes over six items; items 0 and 5 share their SID. */
export function resultFixture(change: Partial<RunResult['config']> = {}): RunResult {
  const levels = levelsFrom(
    [4, 4],
    [
      [0, 0, 1, 1, 2, 0],
      [3, 1, 1, 0, 0, 3],
    ],
  );
  return {
    config: { ...DEFAULT_CONFIG, codebookSizes: [4, 4], ...change },
    n: 6,
    dim: 2,
    codewordDim: 2,
    levels,
    center: null,
    reconstruction: 0.25,
    learned: null,
    unavoidable: { items: 0, distinct: 6 },
    seconds: 2,
    info: INFO,
  };
}

/** A kept run. */
export function runFixture(change: Partial<RunRecord> = {}): RunRecord {
  const { run } = newRun(resultFixture(), SLICE, { name: '', at: 1000, sweeps: [] });
  return { ...run, id: 1, ...change };
}

/** The same run with another share of unique SIDs. */
export function withUnique(run: RunRecord, uniqueRatio: number): RunRecord {
  const levels = run.levels.map((level) => ({ ...level, sid: { ...level.sid, uniqueRatio } }));
  return { ...run, levels };
}
