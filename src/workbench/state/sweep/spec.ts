import type { QuantizerConfig } from '../../../quantizer/config';
import { isNested } from '../../../quantizer/sweep-spec';
import { runKey, type RunData } from '../runs/record';

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
