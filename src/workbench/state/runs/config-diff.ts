import type { NewRun } from './record';

/** A setting that is not the same in all configs. */
export interface ConfigDifference {
  /** Nested keys are joined: `ema.decay`. */
  readonly key: string;
  /** As text, one a config; `–` where a config has no such key. */
  readonly values: readonly string[];
}

type Decided = Pick<NewRun, 'config' | 'encodedWith' | 'codesFrom'>;

/**
 * What decided each run's codes: its config. How a saved quantizer was trained is not known, so beside
 * one of its runs only the file, the method, and how vectors are encoded are compared.
 */
export function settingsOf(runs: readonly Decided[]): readonly object[] {
  const isMixed = runs.some(({ encodedWith, codesFrom }) => encodedWith ?? codesFrom);
  return runs.map(({ config, encodedWith, codesFrom }) => {
    if (!isMixed) return config;
    // Of codes that were read nothing else is known.
    if (codesFrom !== null) return { codesFrom, codebookSizes: config.codebookSizes };
    const { method, distance, codebookSizes, center, normalize, beam } = config;
    const origin = encodedWith === null ? { method } : { encodedWith };
    return { ...origin, distance, codebookSizes, center, normalize, beam };
  });
}

/** Settings side by side: only those that differ, in the order of the first. */
export function configDifferences(configs: readonly object[]): ConfigDifference[] {
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
