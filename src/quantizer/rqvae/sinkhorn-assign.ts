import type { Arena, Tensor } from '../../compute/device';
import { multiply } from '../../nn/matmul';
import type { Assignment, JobContext } from '../assign';
import { prepareForAssign, type Codebook } from '../codebook';
import type { RqVaeConfig } from '../config';
import { codeStride } from '../kernels/layout';
import { pairDistances } from '../kernels/pair-distances';
import { rowNorms } from '../kernels/row-norms';
import { sinkhornColumns } from '../kernels/sinkhorn-columns';
import { sinkhornMerge } from '../kernels/sinkhorn-merge';
import { sinkhornRows } from '../kernels/sinkhorn-rows';
import { sinkhornSharpness } from '../kernels/sinkhorn-sharpness';
import type { Matrix } from '../matrix';
import { MEMORY_OPS } from '../pacer';
import { stepOf } from './step';

/** Rows that one thread of sinkhorn-columns walks. */
const BLOCK = 64;
/** An exponential and its load, in multiply-adds. */
const EXP_OPS = 24;

/**
 * Balanced assignment of a batch, in training only: Q = exp(-scale * z-scored distance), then
 * `sinkhornRounds` rounds that even out codes and rows, then the largest entry of each row
 * (FORGE's `use_sinkhorn`; Cuturi 2013). In the log domain: FORGE's exponentials underflow in f32
 * for rows far from every code, and such rows all got code 0.
 */
export class SinkhornAssign {
  readonly #config: RqVaeConfig;
  readonly #distance: Tensor<'f32'>;
  readonly #norm2: Tensor<'f32'>;
  readonly #rowMean: Tensor<'f32'>;
  readonly #rowM2: Tensor<'f32'>;
  readonly #sharpness: Tensor<'f32'>;
  readonly #rowPotential: Tensor<'f32'>;
  readonly #codePotential: Tensor<'f32'>;
  readonly #largest: Tensor<'f32'>;
  readonly #total: Tensor<'f32'>;

  /** For batches of up to `rows` rows and codebooks of up to `codes` codes. */
  constructor(arena: Arena, config: RqVaeConfig, rows: number, codes: number) {
    this.#config = config;
    const blocks = Math.ceil(rows / BLOCK);
    const stride = codeStride(codes);
    this.#distance = arena.tensor('distance', 'f32', rows * stride);
    this.#norm2 = arena.tensor('row norms', 'f32', rows);
    this.#rowMean = arena.tensor('row mean', 'f32', rows);
    this.#rowM2 = arena.tensor('row m2', 'f32', rows);
    this.#sharpness = arena.tensor('sharpness', 'f32', 1);
    this.#rowPotential = arena.tensor('row potential', 'f32', rows);
    this.#codePotential = arena.tensor('code potential', 'f32', stride);
    this.#largest = arena.tensor('largest', 'f32', blocks * stride);
    this.#total = arena.tensor('total', 'f32', blocks * stride);
  }

  /** Fills `assignment.code`; its scores are left alone. */
  async assign(
    context: JobContext,
    residual: Matrix,
    codebook: Codebook,
    { code }: Assignment,
  ): Promise<void> {
    const { device, pacer } = context;
    const { rows, dim } = residual;
    const { codes, codeStride: stride, cosine } = codebook;
    const { sinkhornRounds, sinkhornScale: scale } = this.#config;
    const distance = this.#distance;
    const sharpness = this.#sharpness;
    const rowPotential = this.#rowPotential;
    const codePotential = this.#codePotential;
    prepareForAssign(device, codebook);
    device.run(rowNorms, {
      tensors: { residual: residual.values, norm2: this.#norm2 },
      params: { rows, dim },
    });
    const product = { a: residual.values, b: codebook.prepared, c: distance };
    await multiply(stepOf(context), 'NT', { ...product, m: rows, n: stride, k: dim });
    const moments = { rowMean: this.#rowMean, rowM2: this.#rowM2 };
    device.run(pairDistances, {
      tensors: { norm2: this.#norm2, codeNorm2: codebook.norm2, distance, ...moments },
      params: { rows, codes, stride, cosine },
    });
    device.run(sinkhornSharpness, {
      tensors: { ...moments, sharpness },
      params: { rows, codes, scale },
    });
    await pacer.spend(2 * rows * codes * MEMORY_OPS);

    device.clear(rowPotential);
    const parts = { largest: this.#largest, total: this.#total };
    for (let round = 0; round < sinkhornRounds; round++) {
      device.run(sinkhornColumns, {
        tensors: { distance, sharpness, rowPotential, ...parts },
        params: { rows, codes, stride, block: BLOCK },
      });
      device.run(sinkhornMerge, {
        tensors: { ...parts, codePotential },
        params: { codes, stride, blocks: Math.ceil(rows / BLOCK) },
      });
      device.run(sinkhornRows, {
        tensors: { distance, sharpness, codePotential, rowPotential, code },
        params: { rows, codes, stride },
      });
      await pacer.spend(2 * rows * codes * EXP_OPS);
    }
  }
}
