import type { PrefixState } from '../sid/metrics';
import { trainBeamOf, type QuantizerConfig } from './config';
import type { LevelResult } from './results';

/** A trained level, and what the next one needs of it. */
export interface TrainedLevel {
  readonly result: LevelResult;
  readonly prefixes: PrefixState;
}

/** Levels kept for going back to an earlier L or K at once. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * One key a level, each naming everything that decides that level's codes: its own settings and,
 * since residual level l depends on all levels before it, the keys before it.
 */
export function levelKeys(config: QuantizerConfig): string[] {
  const { codebookSizes, ema, method, distance, iterations, seed, center, normalize } = config;
  if (method === 'fsq') return sizesKeys(JSON.stringify({ method, center, normalize }), config);
  const { reviveDeadCodes } = config;
  const rest = { distance, iterations, seed, center, normalize, reviveDeadCodes };
  // The columns of a product quantizer's level depend on how many levels share them.
  // A rotation is of all levels together.
  const groups =
    method === 'pq' ? codebookSizes.length : method === 'opq' ? codebookSizes.join() : null;
  const shared = JSON.stringify({ ...rest, method, ema: method === 'ema' ? ema : null, groups });
  const keys = sizesKeys(shared, config);
  const paths = trainBeamOf(config);
  // Level 1 has no paths before it: it is trained alike whatever the beam.
  return paths === 1 ? keys : keys.map((key, l) => (l === 0 ? key : `${key} on ${paths} paths`));
}

/** Of levels that hang on what they share and on the sizes up to their own. */
function sizesKeys(shared: string, { codebookSizes }: QuantizerConfig): string[] {
  return codebookSizes.map((_, level) => `${shared} ${codebookSizes.slice(0, level + 1).join()}`);
}

/** Trained levels by key, least recently used out first. */
export class LevelCache {
  readonly #levels = new Map<string, TrainedLevel>();

  has(key: string): boolean {
    return this.#levels.has(key);
  }

  get(key: string): TrainedLevel | null {
    const level = this.#levels.get(key);
    if (!level) return null;
    this.#levels.delete(key);
    this.#levels.set(key, level);
    return level;
  }

  set(key: string, level: TrainedLevel): void {
    this.#levels.set(key, level);
    let bytes = 0;
    for (const kept of this.#levels.values()) bytes += bytesOf(kept);
    for (const [oldest, kept] of this.#levels) {
      if (bytes <= MAX_BYTES || oldest === key) break;
      bytes -= bytesOf(kept);
      this.#levels.delete(oldest);
    }
  }

  clear(): void {
    this.#levels.clear();
  }
}

function bytesOf({ result, prefixes }: TrainedLevel): number {
  const { ids, counts, firstRows } = prefixes.prefixes;
  return (
    result.codes.byteLength +
    result.codebook.byteLength +
    ids.byteLength +
    counts.byteLength +
    firstRows.byteLength
  );
}
