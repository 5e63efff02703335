import type { Arena, Tensor } from '../compute/device';
import type { JobContext } from './assign';
import { countCodes } from './kernels/count-codes';
import { mergeParts } from './kernels/merge-parts';
import { scanBlocks } from './kernels/scan-blocks';
import { scanCodes } from './kernels/scan-codes';
import { scatterRows } from './kernels/scatter-rows';
import { sumByCode } from './kernels/sum-by-code';
import type { Matrix } from './matrix';
import { MEMORY_OPS } from './pacer';

/** Entries of the sort's table, 32 MiB; beyond it blocks grow instead. */
const MAX_TABLE = 8 * 1024 * 1024;
/** One thread walks a block of the sort: fewer rows are not worth a thread. */
const MIN_SORT_BLOCK = 64;
const MAX_SORT_BLOCKS = 4096;
/** Rows a run of sum-by-code should not go below. */
const MIN_RUN = 64;
const MAX_PARTS = 64;

/** Sizes of the buffers below, for `plan` as well. */
export function clusterSumsShape(rows: number, codes: number) {
  const blocks = Math.max(1, Math.min(MAX_SORT_BLOCKS, Math.floor(MAX_TABLE / codes)));
  const block = Math.max(MIN_SORT_BLOCK, Math.ceil(rows / blocks));
  return {
    block,
    blocks: Math.ceil(rows / block),
    parts: Math.min(MAX_PARTS, Math.max(1, Math.floor(rows / (codes * MIN_RUN)))),
  };
}

/**
 * Rows and vector sums per code, without float atomics: a stable counting sort of the rows by code,
 * then fixed-order sums over each code's rows. Equal inputs give equal bits.
 */
export class ClusterSums {
  /** Rows per code. */
  readonly count: Tensor<'u32'>;
  /** [codes][dim] */
  readonly sum: Tensor<'f32'>;
  readonly #codes: number;
  readonly #shape: ReturnType<typeof clusterSumsShape>;
  readonly #table: Tensor<'u32'>;
  readonly #begin: Tensor<'u32'>;
  readonly #order: Tensor<'u32'>;
  readonly #partial: Tensor<'f32'>;

  constructor(arena: Arena, rows: number, codes: number, dim: number) {
    this.#codes = codes;
    this.#shape = clusterSumsShape(rows, codes);
    const { blocks, parts } = this.#shape;
    this.count = arena.tensor('count', 'u32', codes);
    this.sum = arena.tensor('sum', 'f32', codes * dim);
    this.#table = arena.tensor('sort table', 'u32', blocks * codes);
    this.#begin = arena.tensor('begin', 'u32', codes + 1);
    this.#order = arena.tensor('order', 'u32', rows);
    this.#partial = arena.tensor('partial sums', 'f32', parts * codes * dim);
  }

  /** Fills `count` and `sum` from the codes of the rows of `matrix`. */
  async add({ device, pacer }: JobContext, matrix: Matrix, code: Tensor<'u32'>): Promise<void> {
    const codes = this.#codes;
    const { rows, dim } = matrix;
    const { block, parts } = this.#shape;
    const blocks = Math.ceil(rows / block);
    const table = this.#table;
    const begin = this.#begin;
    const order = this.#order;

    device.clear(table);
    device.run(countCodes, { tensors: { code, table }, params: { rows, codes, block } });
    device.run(scanBlocks, { tensors: { table, count: this.count }, params: { blocks, codes } });
    device.run(scanCodes, { tensors: { count: this.count, begin }, params: { codes } });
    device.run(scatterRows, {
      tensors: { code, begin, table, order },
      params: { rows, codes, block },
    });
    await pacer.spend((rows + blocks * codes) * MEMORY_OPS);

    const partialSum = this.#partial;
    device.run(sumByCode, {
      tensors: { residual: matrix.values, order, begin, partialSum },
      params: { codes, dim, parts },
    });
    device.run(mergeParts, {
      tensors: { partialSum, sum: this.sum },
      params: { cells: codes * dim, parts },
    });
    await pacer.spend((rows * dim + (parts + 1) * codes * dim) * MEMORY_OPS);
  }
}
