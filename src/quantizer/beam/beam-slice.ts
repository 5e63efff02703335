import type { Arena, Tensor } from '../../compute/device';
import type { JobContext } from '../assign';
import { CodeProducts } from '../code-products';
import type { Codebook } from '../codebook';
import { beamMerge } from '../kernels/beam-merge';
import { beamResiduals } from '../kernels/beam-residuals';
import { nearestCodes, NO_CODE } from '../kernels/nearest-codes';
import type { Matrix } from '../matrix';
import { beamStepOps, type BeamCost } from './beam-shape';

/**
 * The beams of a slice of rows, stepped from level to level: every row holds the residuals of its
 * best paths so far, best first (FAISS, `beam_search_encode_step`).
 */
export class BeamSlice {
  readonly #context: JobContext;
  readonly #dim: number;
  readonly #products: CodeProducts;
  readonly #nearest: Tensor<'u32'>;
  readonly #distance: Tensor<'f32'>;
  readonly #own: Tensor<'u32'>;
  #residual: Tensor<'f32'>;
  #next: Tensor<'f32'>;
  #rows = 0;
  #beams = 1;

  /** `rows`: of the largest slice. */
  constructor(
    context: JobContext,
    arena: Arena,
    rows: number,
    dim: number,
    { beam, products }: BeamCost,
  ) {
    const paths = rows * beam;
    this.#context = context;
    this.#dim = dim;
    this.#products = new CodeProducts(arena, paths, rows * products);
    this.#nearest = arena.tensor('nearest codes', 'u32', paths * beam);
    this.#distance = arena.tensor('nearest distances', 'f32', paths * beam);
    this.#own = arena.tensor('no own code', 'u32', paths);
    this.#residual = arena.tensor('beam residuals', 'f32', paths * dim);
    this.#next = arena.tensor('next beam residuals', 'f32', paths * dim);
    context.device.write(this.#own, new Uint32Array(paths).fill(NO_CODE));
  }

  /** A new slice: one beam a row, whose vectors are to be put into the tensor that comes back. */
  start(rows: number): Tensor<'f32'> {
    this.#rows = rows;
    this.#beams = 1;
    return this.#residual;
  }

  /** The residuals of all beams, [rows][beams][dim]. */
  get residual(): Matrix {
    return { rows: this.#rows * this.#beams, dim: this.#dim, values: this.#residual };
  }

  /**
   * Goes on by one level: of every row's beams x K candidates the `beams` of least total squared
   * distance, ties to the lowest beam, then to the lowest code. They are written to `choice` as
   * beam * K + code, [rows][beams].
   */
  async step(codebook: Codebook, beams: number, choice: Tensor<'u32'>): Promise<void> {
    const { device, pacer } = this.#context;
    const { codes, codeStride: stride } = codebook;
    const { norm2, product } = this.#products;
    const nearest = this.#nearest;
    const distance = this.#distance;
    const rows = this.#rows;
    const beamsIn = this.#beams;
    const dim = this.#dim;
    // Of one beam's codes no more than these can be chosen.
    const keep = Math.min(codes, beams);
    this.#products.run(device, this.residual, codebook);
    device.run(nearestCodes, {
      tensors: { norm2, codeNorm2: codebook.norm2, product, own: this.#own, nearest, distance },
      params: { rows: rows * beamsIn, codes, stride, keep, cosine: 0 },
    });
    device.run(beamMerge, {
      tensors: { nearest, distance, choice },
      params: { rows, codes, beamsIn, keep, beamsOut: beams },
    });
    device.run(beamResiduals, {
      tensors: {
        residual: this.#residual,
        codebook: codebook.codewords,
        choice,
        next: this.#next,
      },
      params: { rows, dim, codes, beamsIn, beamsOut: beams },
    });
    [this.#residual, this.#next] = [this.#next, this.#residual];
    this.#beams = beams;
    await pacer.spend(rows * beamStepOps(dim, codes, beamsIn, beams));
  }
}
