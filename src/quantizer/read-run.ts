import { sidMetrics } from '../sid/metrics';
import type { Sids } from '../sid/types';
import type { QuantizerConfig } from './config';
import { refitCodebooks } from './refit-codebooks';
import type { QuantizerRun } from './results';
import type { PreparedVectors } from './vectors';

/** Codes of a file, row by row of the loaded shard. */
export interface ReadCodes {
  /** The file's name. */
  readonly file: string;
  readonly sids: Sids;
  /** How vectors are prepared; its sizes are those of the codes. */
  readonly config: QuantizerConfig;
}

/**
 * A run of codes that a file has, on the vectors of their items. What quantizer made them is not known, so
 * codebooks are the means that the codes ask for (`refitCodebooks`), and figures are of these.
 */
export function readRun(
  { file, sids, config }: ReadCodes,
  vectors: PreparedVectors,
  facts: Pick<QuantizerRun, 'n' | 'dim' | 'unavoidable'>,
): QuantizerRun {
  const started = performance.now();
  const { levels: metrics, depths } = sidMetrics(sids);
  const refitted = refitCodebooks(vectors, sids);
  const seconds = (performance.now() - started) / 1000;
  const levels = refitted.map((level, l) => ({
    ...level,
    ...{ metrics: metrics[l]!, sid: depths[l]! },
    ...{ seconds: seconds / refitted.length, history: [], revived: 0, reused: false },
  }));
  return {
    ...facts,
    ...{ config, levels, seconds, codesFrom: file, codewordDim: vectors.dim, learned: null },
    center: vectors.center,
    reconstruction: levels.at(-1)?.residualEnergy ?? 1,
  };
}
