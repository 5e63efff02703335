import type { Method, QuantizerConfig } from '../../../quantizer/config';
import { runKey, type RunData } from '../runs/record';

/** What a sweep varies; everything else is the Tune panel's. */
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
          iterations: iterationsOf(method),
          seed,
          codebookSizes: Array.from({ length: depth }, () => size),
        })),
      ),
    ),
  );
}

/** Equal for sweeps of the same combinations on the same data and adapter: one goes on as itself. */
export function sweepId(
  configs: readonly QuantizerConfig[],
  data: Pick<RunData, 'fingerprint'>,
  adapter: string,
): string {
  const keys = configs.map((config) => runKey(config, data, adapter)).sort();
  // FNV-1a over the UTF-16 units.
  let hash = 0x811c9dc5;
  for (const char of keys.join('\n')) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Levels of an RQ-KMeans run are nested; those of a jointly trained method are not. */
export function isNested(method: Method): boolean {
  return method === 'lloyd' || method === 'ema';
}

/** The configs that cost time: of nested runs that differ in L only, the deepest trains them all. */
export function costly(configs: readonly QuantizerConfig[]): QuantizerConfig[] {
  const deepest = new Map<string, QuantizerConfig>();
  for (const config of configs) {
    const { codebookSizes, method, seed } = config;
    const depth = codebookSizes.length;
    const key = [method, codebookSizes[0], seed, isNested(method) ? '' : depth].join();
    const known = deepest.get(key);
    if (!known || known.codebookSizes.length < depth) deepest.set(key, config);
  }
  return [...deepest.values()];
}
