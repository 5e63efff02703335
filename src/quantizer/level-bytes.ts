import { clusterSumsShape } from './cluster-sums';
import type { QuantizerConfig } from './config';
import { codeStride } from './kernels/layout';
import { seedingRows } from './seeding';

const BYTES = 4;
/** Tensors of one number a row that a fit holds: code, score, norm, distortion, order. */
const ROW_TENSORS = 5;
/** The same where nothing is fitted: code, score, energy, cosine. */
const ENCODE_TENSORS = 4;

export interface LevelBytes {
  /** With the codebook. */
  readonly bytes: number;
  /** What seeding and fitting hold beside the vectors and the codebook. */
  readonly fitting: number;
  readonly largest: number;
}

/** What a codebook of `codes` takes, and what fitting it to `rows` of `dim` columns, padded, takes. */
export function levelBytes(
  rows: number,
  dim: number,
  codes: number,
  { method, ema }: Pick<QuantizerConfig, 'method' | 'ema'>,
): LevelBytes {
  const stride = codeStride(codes);
  const { blocks, parts } = clusterSumsShape(rows, codes);
  const partial = parts * codes * dim * BYTES;
  const codebook = (2 * codes * dim + stride * (dim + 2)) * BYTES;
  const sort = (blocks * codes + 3 * codes) * BYTES;
  const batch = method === 'ema' ? Math.min(ema.batchRows, rows) : 0;
  const sample = seedingRows(rows, codes) * (dim + 2) * BYTES;
  const training =
    rows * ROW_TENSORS * BYTES + sort + partial + (batch * dim + codes * dim) * BYTES;
  if (method === 'fsq') {
    const fitting = rows * ENCODE_TENSORS * BYTES;
    return { bytes: codebook + fitting, fitting, largest: codes * dim * BYTES };
  }
  const fitting = Math.max(sample, training);
  return {
    ...{ bytes: codebook + fitting, fitting },
    largest: Math.max(partial, blocks * codes * BYTES, codes * dim * BYTES),
  };
}
