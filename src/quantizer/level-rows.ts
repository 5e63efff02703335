import type { Arena, Tensor } from '../compute/device';
import type { JobContext } from './assign';
import type { Codebook } from './codebook';
import type { Distance } from './config';
import { subtractCodewords } from './kernels/subtract-codewords';
import type { Matrix } from './matrix';
import { MEMORY_OPS } from './pacer';
import { dimOf, RowLoader, type RowSource } from './row-source';
import { uploadCodebooks } from './upload-codebooks';

/** Rows of an encoded shard, asked about at one level. */
export interface LevelQuery {
  /** As the quantizer saw them. */
  readonly vectors: RowSource;
  /** Codebooks of the levels up to the one asked about, K_l x dim with dim as padded. */
  readonly codebooks: readonly Float32Array[];
  /** Codes of the same levels, each of every row of `vectors`. */
  readonly codes: readonly Uint32Array[];
  /** By which the quantizer assigns; `l2` by default. */
  readonly distance?: Distance | undefined;
  /** The rows asked about, in the order of the answer; all by default. */
  readonly rows?: Uint32Array | undefined;
}

/** How many rows a query asks about, and K of its level. */
export function querySize({ vectors, codebooks, rows }: LevelQuery) {
  const length = codebooks.at(-1)?.length ?? 0;
  return { rows: rows?.length ?? vectors.rows, codes: length / dimOf(vectors) };
}

/** The asked rows' residuals at the level, slice by slice, and their codes there. */
export class LevelRows {
  readonly #context: JobContext;
  readonly #loader: RowLoader;
  readonly #codes: readonly Uint32Array[];
  readonly #codebooks: readonly Codebook[];
  readonly #residual: Tensor<'f32'>;
  readonly #code: Tensor<'u32'>;
  readonly #dim: number;

  private constructor(
    context: JobContext,
    arena: Arena,
    query: LevelQuery,
    codebooks: readonly Codebook[],
    capacity: number,
  ) {
    const { vectors, codes, rows } = query;
    this.#context = context;
    this.#codebooks = codebooks;
    this.#codes = codes;
    this.#dim = dimOf(vectors);
    this.#loader = new RowLoader(context.device, arena, vectors, capacity, rows ?? null);
    this.#residual = arena.tensor('level residuals', 'f32', capacity * this.#dim);
    this.#code = arena.tensor('level codes', 'u32', capacity);
  }

  /** `capacity`: rows of the largest slice. */
  static async open(
    context: JobContext,
    arena: Arena,
    query: LevelQuery,
    capacity: number,
  ): Promise<LevelRows> {
    const dim = dimOf(query.vectors);
    const codebooks = await uploadCodebooks(context, arena, query.codebooks, dim, query.distance);
    return new LevelRows(context, arena, query, codebooks, capacity);
  }

  /** The codebook of the level asked about. */
  get codebook(): Codebook {
    return this.#codebooks.at(-1)!;
  }

  /** The rows' own codes at the level, after `load`. */
  get code(): Tensor<'u32'> {
    return this.#code;
  }

  /** Residuals before the level's own codeword is taken off, of asked rows begin..end-1. */
  async load(begin: number, end: number): Promise<Matrix> {
    const { device, pacer } = this.#context;
    const rows = end - begin;
    const matrix: Matrix = { rows, dim: this.#dim, values: this.#residual };
    this.#loader.load(matrix.values, begin, end);
    const index = this.#loader.indices(begin, end);
    for (const [level, codebook] of this.#codebooks.entries()) {
      const codes = this.#codes[level]!;
      device.write(
        this.#code,
        index.map((row) => codes[row]!),
      );
      if (level === this.#codebooks.length - 1) break;
      device.run(subtractCodewords, {
        tensors: { codebook: codebook.codewords, code: this.#code, residual: matrix.values },
        params: { rows, dim: matrix.dim },
      });
      await pacer.spend(rows * matrix.dim * MEMORY_OPS);
    }
    return matrix;
  }
}
