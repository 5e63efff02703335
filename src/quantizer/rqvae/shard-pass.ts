import type { Arena, Device, Tensor } from '../../compute/device';
import { extendMetrics, type PrefixState } from '../../sid/metrics';
import type { LevelMetrics, SidMetrics } from '../../sid/types';
import {
  assignRows,
  createAssignment,
  measureDistortion,
  type Assignment,
  type JobContext,
} from '../assign';
import { BlockSum } from '../block-sum';
import type { Codebook } from '../codebook';
import { codeHistogram } from '../kernels/code-histogram';
import { rowFidelity } from '../kernels/row-fidelity';
import { rowNorms } from '../kernels/row-norms';
import type { Matrix } from '../matrix';
import { MEMORY_OPS } from '../pacer';
import { Revival } from '../revival';
import { stepResidual } from '../train-level';
import type { RqVaeModel } from './model';
import { stepOf } from './step';

/** One level of the whole shard under the current model. */
export interface ShardLevel {
  readonly codes: Uint32Array;
  readonly metrics: LevelMetrics;
  readonly sid: SidMetrics;
  /** sum |r_l|^2 over rows, of latents. */
  readonly distortion: number;
  /** Mean cosine of a latent and the sum of its codewords so far. */
  readonly meanCosine: number;
}

/** Called with a level's counts and distances still on the device. */
export type OnLevel = (
  codebook: Codebook,
  residual: Matrix,
  count: Tensor<'u32'>,
  distortion: Tensor<'f32'>,
) => Promise<void>;

/** Encodes the whole shard: latents in batches, then level by level to the nearest code. */
export class ShardPass {
  /** [rows][latent] */
  readonly latents: Matrix;
  /** The latents after `encode`, what the codewords left of them after `quantize`. */
  readonly residual: Matrix;
  readonly revival: Revival;
  readonly #shard: Matrix;
  readonly #model: RqVaeModel;
  readonly #batchRows: number;
  readonly #assignment: Assignment;
  readonly #norm2: Tensor<'f32'>;
  readonly #cosine: Tensor<'f32'>;
  readonly #distortion: Tensor<'f32'>;
  readonly #count: Tensor<'u32'>;
  readonly #sum: BlockSum;

  constructor(arena: Arena, shard: Matrix, model: RqVaeModel, batchRows: number) {
    const { rows } = shard;
    const dim = model.codebooks[0]?.dim ?? 0;
    this.#shard = shard;
    this.#model = model;
    this.#batchRows = batchRows;
    this.latents = { rows, dim, values: arena.tensor('latents', 'f32', rows * dim) };
    this.residual = { rows, dim, values: arena.tensor('latent residual', 'f32', rows * dim) };
    this.revival = new Revival(arena, rows);
    this.#assignment = createAssignment(arena, rows);
    this.#norm2 = arena.tensor('latent norms', 'f32', rows);
    this.#cosine = arena.tensor('latent cosine', 'f32', rows);
    this.#distortion = arena.tensor('latent distortion', 'f32', rows);
    const codes = Math.max(1, ...model.codebooks.map((codebook) => codebook.codes));
    this.#count = arena.tensor('code histogram', 'u32', codes);
    this.#sum = new BlockSum(arena, rows);
  }

  /** Fills `latents` and `residual` with the encoder's outputs. */
  async encode(context: JobContext): Promise<void> {
    const { device, pacer } = context;
    const { rows, dim: width, values } = this.#shard;
    const { dim } = this.latents;
    for (let begin = 0; begin < rows; begin += this.#batchRows) {
      const count = Math.min(this.#batchRows, rows - begin);
      const { encoder, input } = this.#model;
      device.copy(values, input, count * width, { from: begin * width });
      const latent = await encoder.forward(stepOf(context), input, count);
      device.copy(latent, this.latents.values, count * dim, { to: begin * dim });
      await pacer.spend(count * (width + dim) * MEMORY_OPS);
    }
    device.copy(this.latents.values, this.residual.values, rows * dim);
  }

  /** Codes and metrics of every level; uses up `residual`. */
  async quantize(context: JobContext, onLevel?: OnLevel): Promise<ShardLevel[]> {
    const { device } = context;
    const levels: ShardLevel[] = [];
    let state: PrefixState | null = null;
    for (const codebook of this.#model.codebooks) {
      const { code } = this.#assignment;
      await this.#assign(context, codebook);
      const distortion = await this.#sum.total(device, this.#distortion);
      const codes = await device.read(code);
      if (onLevel) await onLevel(codebook, this.residual, this.#count, this.#distortion);
      // Revival moves only codewords that no row uses, so the step is the same.
      await stepResidual(context, this.residual, codebook, code);
      const meanCosine = (await this.#cosineSum(device)) / this.residual.rows;
      const extended = extendMetrics(state, codes, codebook.codes);
      state = extended.state;
      const { level: metrics, sid } = extended;
      levels.push({ codes, metrics, sid, distortion, meanCosine });
    }
    return levels;
  }

  async #cosineSum(device: Device): Promise<number> {
    const { rows, dim, values } = this.latents;
    device.run(rowFidelity, {
      tensors: {
        vector: values,
        residual: this.residual.values,
        energy: this.#norm2,
        cosine: this.#cosine,
      },
      params: { rows, dim },
    });
    return this.#sum.total(device, this.#cosine);
  }

  async #assign(context: JobContext, codebook: Codebook): Promise<void> {
    const { device, pacer } = context;
    const { rows, dim, values } = this.residual;
    device.run(rowNorms, {
      tensors: { residual: values, norm2: this.#norm2 },
      params: { rows, dim },
    });
    await assignRows(context, this.residual, codebook, this.#assignment);
    measureDistortion(context, rows, codebook, this.#assignment, this.#norm2, this.#distortion);
    device.clear(this.#count);
    device.run(codeHistogram, {
      tensors: { code: this.#assignment.code, count: this.#count },
      params: { rows },
    });
    await pacer.spend(rows * (dim + 4) * MEMORY_OPS);
  }
}
