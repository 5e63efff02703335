import type { QuantizerConfig } from '../../../quantizer/config';

/** A setting that is not the same in all configs. */
export interface ConfigDifference {
  /** Nested keys are joined: `ema.decay`. */
  readonly key: string;
  /** As text, one a config; `–` where a config has no such key. */
  readonly values: readonly string[];
}

/** Settings of configs side by side: only those that differ, in the order of the first config. */
export function configDifferences(configs: readonly QuantizerConfig[]): ConfigDifference[] {
  const flat = configs.map((config) => flatten(config));
  const keys = [...new Set(flat.flatMap((entries) => [...entries.keys()]))];
  return keys
    .map((key) => ({ key, values: flat.map((entries) => entries.get(key) ?? '–') }))
    .filter(({ values }) => values.some((value) => value !== values[0]));
}

/** Leaves of a nested plain object by their joined keys; arrays are leaves. */
export function flatten(value: object, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, part] of Object.entries(value) as [string, unknown][]) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof part === 'object' && part !== null && !Array.isArray(part)) {
      for (const [inner, text] of flatten(part, path)) found.set(inner, text);
    } else {
      found.set(path, part === null ? 'off' : textOf(part));
    }
  }
  return found;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (value === true) return 'on';
  if (value === false) return 'off';
  return String(value);
}
