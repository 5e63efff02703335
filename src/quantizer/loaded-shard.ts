import { fingerprintOf } from '../dataset/fingerprint';
import { duplicateVectors } from '../sid/duplicates';
import type { QuantizerConfig } from './config';
import type { QuantizerRun } from './results';
import { prepareVectors, type PreparedVectors, type Preparation } from './vectors';

/** The shard as last prepared. */
interface Prepared {
  readonly preparation: Preparation;
  readonly vectors: PreparedVectors;
}

/** Whether the vectors are prepared as asked. A saved mean may be the shard's own. */
function isPrepared({ preparation, vectors }: Prepared, { center, normalize }: Preparation) {
  if (preparation.normalize !== normalize) return false;
  if (typeof center === 'boolean') return preparation.center === center;
  return center.every((x, d) => x === vectors.center?.[d]);
}

/** The vectors that runs are trained on, and what they all have in common. */
export class LoadedShard {
  readonly rows: number;
  readonly dim: number;
  readonly unavoidable: QuantizerRun['unavoidable'];
  readonly #vectors: Float32Array;
  #prepared: Prepared | null = null;
  #fingerprint: string | null = null;

  constructor(vectors: Float32Array, dim: number) {
    this.#vectors = vectors;
    this.dim = dim;
    this.rows = vectors.length / dim;
    this.unavoidable = duplicateVectors(vectors, dim);
  }

  /** Of the vectors as they were loaded. */
  get fingerprint(): string {
    this.#fingerprint ??= fingerprintOf(this.#vectors, this.dim);
    return this.#fingerprint;
  }

  /**
   * The vectors as this config quantizes them. `saved` is the mean that a run subtracted, where it
   * is not the shard's own. Throws `CANCELLED`.
   */
  async prepare(
    { center, normalize }: Pick<QuantizerConfig, 'center' | 'normalize'>,
    signal?: AbortSignal,
    saved: Float32Array | null = null,
  ): Promise<PreparedVectors> {
    const preparation = { center: center && saved ? saved : center, normalize };
    if (this.#prepared && isPrepared(this.#prepared, preparation)) return this.#prepared.vectors;
    const vectors = await prepareVectors(this.#vectors, this.dim, preparation, signal);
    this.#prepared = { preparation, vectors };
    return vectors;
  }
}
