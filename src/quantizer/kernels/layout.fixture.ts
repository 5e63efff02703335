import { codeStride, SUM_BLOCK } from './layout';
import { prepareCodebook } from './prepare-codebook';
import { countCodes } from './count-codes';
import { scanBlocks } from './scan-blocks';
import { scanCodes } from './scan-codes';
import { scatterRows } from './scatter-rows';
import { sumBlocks } from './sum-blocks';

/** Rows and dims on both sides of a group's and a padding's boundaries. */
export const SHAPES = [
  ...[0, 1, 63, 64, 65, 513].map((rows) => ({ rows, dim: 3 })),
  ...[1, 2, 7, 8, 9, 100, 513].map((dim) => ({ rows: 5, dim })),
].map((shape) => ({ name: `${shape.rows} rows, ${shape.dim} dims`, ...shape }));

/** The same for the kernels that read four dims at once. */
export const VEC4_SHAPES = [
  ...[0, 1, 63, 64, 65, 513].map((rows) => ({ rows, dim: 8 })),
  ...[4, 12, 16, 104, 128, 512].map((dim) => ({ rows: 5, dim })),
].map((shape) => ({ name: `${shape.rows} rows, ${shape.dim} dims`, ...shape }));

/** Sums of at most 513 squares in Float32 against Float64: 513 roundings of 2^-24 at worst. */
export const SUM_OF_SQUARES = { relative: 513 * 2 ** -24 };

/** What later kernels of a chain take as input, made by the oracles of the earlier ones. */

/** A codebook [codes][dim], dim a multiple of DIM_ALIGN, as the assign kernels want it. */
export function preparedCodebook(
  codebook: Float32Array,
  { codes, dim, cosine }: { codes: number; dim: number; cosine: boolean },
) {
  const stride = codeStride(codes);
  const out = {
    prepared: new Float32Array(stride * dim),
    bias: new Float32Array(stride),
    norm2: new Float32Array(stride),
  };
  prepareCodebook.oracle(
    { codebook, ...out },
    { codes, dim, codeStride: stride, cosine: cosine ? 1 : 0 },
    prepareCodebook.overrides,
  );
  return out;
}

/** The tables of the counting sort of `code`, each as its step leaves it. */
export function sortedByCode(code: Uint32Array, codes: number, block: number) {
  const rows = code.length;
  const blocks = Math.ceil(rows / block);
  const counted = new Uint32Array(blocks * codes);
  countCodes.oracle({ code, table: counted }, { rows, codes, block }, countCodes.overrides);
  const scanned = counted.slice();
  const count = new Uint32Array(codes);
  scanBlocks.oracle({ table: scanned, count }, { blocks, codes }, scanBlocks.overrides);
  const begin = new Uint32Array(codes + 1);
  scanCodes.oracle({ count, begin }, { codes }, {});
  const order = new Uint32Array(rows);
  scatterRows.oracle(
    { code, begin, table: scanned.slice(), order },
    { rows, codes, block },
    scatterRows.overrides,
  );
  return { counted, scanned, count, begin, order, blocks };
}

/** Sums of blocks of `block` values, in row order. */
export function blockSums(value: Float32Array, block = SUM_BLOCK): Float32Array {
  const partialSum = new Float32Array(Math.max(1, Math.ceil(value.length / block)));
  sumBlocks.oracle({ value, partialSum }, { rows: value.length, block }, sumBlocks.overrides);
  return partialSum;
}
