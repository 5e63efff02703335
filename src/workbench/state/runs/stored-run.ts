import { DEFAULT_CONFIG, type QuantizerConfig } from '../../../quantizer/config';
import type { RunRecord } from './record';

/** What the first versions of the page did not store. */
const ADDED = {
  ...{ epochs: [], encodedWith: null, codesFrom: null },
  ...{ modelRecalls: [], proxyFigures: [] },
} satisfies Partial<RunRecord>;
type Added = keyof typeof ADDED;

/** A run as an earlier version of the page may have stored it. */
export type StoredRun = Omit<RunRecord, Added> & Partial<Pick<RunRecord, Added>>;

/** A stored run with what has been added since. */
export function fullRun(stored: StoredRun): RunRecord {
  return { ...ADDED, ...stored, config: fullConfig(stored.config) };
}

/** A stored config with what settings have been added since: theirs are the defaults. */
export function fullConfig(stored: QuantizerConfig): QuantizerConfig {
  return filled(DEFAULT_CONFIG, stored) as QuantizerConfig;
}

function filled(defaults: unknown, stored: unknown): unknown {
  if (!isPlain(defaults) || !isPlain(stored)) return stored === undefined ? defaults : stored;
  const keys = new Set([...Object.keys(defaults), ...Object.keys(stored)]);
  return Object.fromEntries(Array.from(keys, (key) => [key, filled(defaults[key], stored[key])]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
