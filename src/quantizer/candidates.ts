import type { Arena } from '../compute/device';
import type { JobContext } from './assign';
import { prepareBeam } from './beam/beam-kernels';
import { beamCost } from './beam/beam-shape';
import { CodeProducts } from './code-products';
import { codeStride } from './kernels/layout';
import { nearestCodes } from './kernels/nearest-codes';
import { pairDistances } from './kernels/pair-distances';
import { LevelRows, querySize, type LevelQuery } from './level-rows';
import { forEachSlice, sliceCapacity, type SliceOptions } from './row-slices';
import { dimOf } from './row-source';

/** The most codes that `topCodes` gives for a row: FORGE's KNN policy asks for 200. */
export const MAX_CANDIDATES = 200;

export interface Candidates {
  /** Codes a row: as many as asked for, but at most K - 1. */
  readonly count: number;
  /** [rows][count], nearest first; ties to the lowest code. */
  readonly codes: Uint32Array;
  /** From the residual to their codewords, [rows][count]: squared distances, or 1 - cosine. */
  readonly distances: Float32Array;
}

/**
 * The nearest other codes of each asked row at a level, its own code left out: where FORGE's KNN
 * cap policy moves the items of a bucket that is too full. Throws `CANCELLED`; a RangeError unless
 * `count` is 1..200.
 */
export async function topCodes(
  context: JobContext,
  query: LevelQuery,
  { count, ...options }: SliceOptions & { readonly count: number },
): Promise<Candidates> {
  if (!Number.isInteger(count) || count < 1 || count > MAX_CANDIDATES) {
    throw new RangeError(
      `${count} candidates were asked for; 1 to ${MAX_CANDIDATES} are possible.`,
    );
  }
  const { rows, codes } = querySize(query);
  const keep = Math.min(count, codes - 1);
  const found = new Uint32Array(rows * keep);
  const distances = new Float32Array(rows * keep);
  if (keep < 1) return { count: 0, codes: found, distances };

  const { device } = context;
  const buffers = (arena: Arena, capacity: number) => ({
    nearest: arena.tensor('nearest codes', 'u32', capacity * keep),
    distance: arena.tensor('nearest distances', 'f32', capacity * keep),
  });
  await forEachProduct(context, query, options, buffers, async (slice, { nearest, distance }) => {
    const { norm2, product } = slice.products;
    device.run(nearestCodes, {
      tensors: {
        ...{ norm2, product, nearest, distance },
        codeNorm2: slice.level.codebook.norm2,
        own: slice.level.code,
      },
      params: { rows: slice.rows, codes, stride: codeStride(codes), keep, cosine: cosineOf(slice) },
    });
    found.set(await device.read(nearest, slice.rows * keep), slice.begin * keep);
    distances.set(await device.read(distance, slice.rows * keep), slice.begin * keep);
  });
  return { count: keep, codes: found, distances };
}

/**
 * Distances of each asked row's residual to every codeword of the level, [rows][K], squared or
 * 1 - cosine: the costs of a Sinkhorn re-encoding. K numbers a row, so ask about the rows concerned
 * only. Throws `CANCELLED`.
 */
export async function levelDistances(
  context: JobContext,
  query: LevelQuery,
  options: SliceOptions = {},
): Promise<Float32Array> {
  const { rows, codes } = querySize(query);
  const stride = codeStride(codes);
  const distances = new Float32Array(rows * codes);
  const { device } = context;
  const moments = (arena: Arena, capacity: number) => ({
    rowMean: arena.tensor('mean distances', 'f32', capacity),
    rowM2: arena.tensor('spread of distances', 'f32', capacity),
  });
  await forEachProduct(context, query, options, moments, async (slice, { rowMean, rowM2 }) => {
    const { norm2, product } = slice.products;
    device.run(pairDistances, {
      tensors: {
        ...{ norm2, rowMean, rowM2 },
        codeNorm2: slice.level.codebook.norm2,
        distance: product,
      },
      params: { rows: slice.rows, codes, stride, cosine: cosineOf(slice) },
    });
    const padded = await device.read(product, slice.rows * stride);
    for (let row = 0; row < slice.rows; row++) {
      distances.set(
        padded.subarray(row * stride, row * stride + codes),
        (slice.begin + row) * codes,
      );
    }
  });
  return distances;
}

interface ProductSlice {
  readonly level: LevelRows;
  readonly products: CodeProducts;
  readonly begin: number;
  readonly rows: number;
}

const cosineOf = ({ level }: ProductSlice) => level.codebook.cosine;

/**
 * Walks the asked rows in slices, each with its products with all codes of the level. `buffersFor`
 * makes what `use` needs for the largest slice.
 */
async function forEachProduct<Buffers>(
  context: JobContext,
  query: LevelQuery,
  options: SliceOptions,
  buffersFor: (arena: Arena, capacity: number) => Buffers,
  use: (slice: ProductSlice, buffers: Buffers) => Promise<void>,
): Promise<void> {
  const { device, pacer } = context;
  const { rows, codes } = querySize(query);
  const cost = beamCost(dimOf(query.vectors), [codes], [1]);
  const capacity = sliceCapacity(rows, cost);
  await prepareBeam(context);
  const arena = device.arena('candidates');
  try {
    const level = await LevelRows.open(context, arena, query, capacity);
    const products = new CodeProducts(arena, capacity, capacity * cost.products);
    const buffers = buffersFor(arena, capacity);
    const slice = async (begin: number, end: number) => {
      products.run(device, await level.load(begin, end), level.codebook);
      await use({ level, products, begin, rows: end - begin }, buffers);
      await pacer.spend((end - begin) * cost.opsPerRow);
    };
    await forEachSlice(rows, pacer, cost, slice, options);
  } finally {
    arena.dispose();
  }
}
