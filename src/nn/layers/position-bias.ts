import type { Arena, Tensor } from '../../compute/device';
import { columnSums } from '../kernels/column-sums';
import { positionBias } from '../kernels/position-bias';
import { positionBiasGradient } from '../kernels/position-bias-gradient';
import { matrixParameter, type Parameter } from '../parameter';
import type { Step } from '../step';
import { biasLines, type BiasLines } from './bias-lines';

export interface PositionBiasConfig {
  readonly name: string;
  readonly heads: number;
  readonly buckets: number;
  /** [2 span - 1]: bucket of key - query = 1 - span .. span - 1, or NO_BUCKET; span a multiple of 8. */
  readonly bucketOf: Uint32Array;
  /** As the attention layers are. */
  readonly fused: boolean;
}

/** Queries and keys of a batch's sequences as stored, both multiples of 4, up to span. */
export interface PositionShape {
  readonly queries: number;
  readonly keys: number;
}

/**
 * A bias of attention scores by head and by the bucket of key - query (Raffel et al. 2020), shared
 * by all layers of a stack: expanded once a pass, and its gradients are added up before they are
 * brought back to the table.
 */
export class PositionBias {
  /** [buckets][heads] */
  readonly table: Parameter;
  /** [heads][2 span] of the last `forward`, by key - query + span. */
  readonly value: Tensor<'f32'>;
  readonly span: number;
  readonly #heads: number;
  readonly #fused: boolean;
  readonly #bucket: Tensor<'u32'>;
  readonly #gradient: Tensor<'f32'>;
  /** The buckets until the first pass writes them. */
  #unwritten: Uint32Array | null;
  /** Of the batch in hand. */
  #lines: BiasLines;

  constructor(arena: Arena, { name, heads, buckets, bucketOf, fused }: PositionBiasConfig) {
    const span = (bucketOf.length + 1) / 2;
    this.#heads = heads;
    this.span = span;
    this.#fused = fused;
    this.#unwritten = bucketOf;
    this.#lines = biasLines(fused, { queries: span, keys: span });
    this.table = matrixParameter(arena, `${name}.weight`, buckets, heads);
    this.#bucket = arena.tensor(`${name} buckets`, 'u32', bucketOf.length);
    this.value = arena.tensor(`${name} bias`, 'f32', heads * 2 * span);
    const { lines, width } = this.#lines;
    this.#gradient = arena.tensor(`${name} bias gradient`, 'f32', heads * lines * width);
  }

  forward({ device }: Step, shape: PositionShape): void {
    this.#lines = biasLines(this.#fused, shape);
    if (this.#unwritten) device.write(this.#bucket, this.#unwritten);
    this.#unwritten = null;
    device.run(positionBias, {
      tensors: { table: this.table.value, bucket: this.#bucket, bias: this.value },
      params: { heads: this.#heads, span: this.span, tableStride: this.table.stride },
    });
    device.clear(this.#gradient);
  }

  /** Adds the gradient of one layer's scores, [size][heads][lines][width] (see `biasLines`). */
  addGradient({ device }: Step, scores: Tensor<'f32'>, size: number): void {
    const { lines, width } = this.#lines;
    device.run(columnSums, {
      tensors: { value: scores, sum: this.#gradient },
      params: {
        ...{ rows: size, stride: this.#heads * lines * width },
        ...{ block: Math.max(size, 1), accumulate: 1 },
      },
    });
  }

  /** From what was added to the gradient of the table. */
  backward({ device }: Step): void {
    device.run(positionBiasGradient, {
      tensors: {
        lineGradient: this.#gradient,
        bucket: this.#bucket,
        gradient: this.table.gradient,
      },
      params: {
        ...{ heads: this.#heads, ...this.#lines, span: this.span },
        ...{ buckets: this.table.rows, tableStride: this.table.stride },
      },
    });
  }
}
