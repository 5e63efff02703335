import { isL2Only, trainBeamOf, type Method, type QuantizerConfig } from './config';

/** What a sweep varies; everything else is one for all runs. */
export interface SweepSpec {
  readonly methods: readonly Method[];
  /** L. */
  readonly levels: readonly number[];
  /** K, one for all levels of a run. */
  readonly sizes: readonly number[];
  readonly seeds: readonly number[];
}

/** More is a mistake in a list, not a plan. */
export const MAX_SWEEP_RUNS = 500;

/**
 * Every combination. L rises fastest: levels are nested, so each further level of the same K and
 * seed goes on from those before it.
 */
export function combinations(
  spec: SweepSpec,
  base: QuantizerConfig,
  iterationsOf: (method: Method) => number,
): QuantizerConfig[] {
  const levels = [...spec.levels].sort((a, b) => a - b);
  return spec.methods.flatMap((method) =>
    spec.sizes.flatMap((size) =>
      spec.seeds.flatMap((seed) =>
        levels.map((depth) => ({
          ...base,
          method,
          distance: isL2Only(method) ? 'l2' : base.distance,
          trainBeam: trainBeamOf({ ...base, method }),
          iterations: iterationsOf(method),
          seed,
          codebookSizes: Array.from({ length: depth }, () => size),
        })),
      ),
    ),
  );
}

/**
 * Levels that do not hang on how many follow them: those of RQ-KMeans and of a fixed grid. Not those
 * of a jointly trained method, nor of groups of columns.
 */
export function isNested(method: Method): boolean {
  return method !== 'rqvae' && method !== 'pq' && method !== 'opq';
}
