import type { Arena, Device, Tensor } from '../../compute/device';
import { gatherRows } from '../../nn/kernels/gather-rows';
import { MEMORY_OPS, type Step } from '../../nn/step';
import { attendPath } from '../kernels/attend-path';
import { MAX_POSITIONS } from '../kernels/layout';
import { relativeBucket } from '../t5/position-buckets';
import type { T5Weights } from '../t5/model-file';
import type { DeviceModel } from './device-model';
import type { Sublayers } from './sublayers';

type Matrix = Tensor<'f32'>;

/** What decoder rows look back at: the inputs of the users they belong to. */
export interface Memory {
  readonly users: number;
  readonly time: number;
  readonly lengths: Tensor<'u32'>;
}

interface DecoderSize {
  /** Rows of the encoder's output. */
  readonly memoryRows: number;
  /** Positions that are decoded, each of up to `slab` rows. */
  readonly positions: number;
  readonly slab: number;
}

/** T5's decoder a position at a time, keys and values of earlier positions kept. */
export class Decoder {
  readonly #model: DeviceModel;
  readonly #sublayers: Sublayers;
  readonly #slab: number;
  readonly #bias: Matrix;
  readonly #x: Matrix;
  readonly #q: Matrix;
  readonly #qkv: Matrix;
  /** A block each: [positions][slab][qkv]. */
  readonly #caches: readonly Matrix[];
  /** A block each: the encoder's output as keys and values. */
  readonly #memories: readonly { readonly k: Matrix; readonly v: Matrix }[];

  constructor(
    device: Device,
    arena: Arena,
    { model, weights }: { readonly model: DeviceModel; readonly weights: T5Weights },
    sublayers: Sublayers,
    { memoryRows, positions, slab }: DecoderSize,
  ) {
    const { model: width, inner, qkv, heads } = model.layout;
    const tensor = (name: string, length: number) => arena.tensor(name, 'f32', length);
    this.#model = model;
    this.#sublayers = sublayers;
    this.#slab = slab;
    this.#x = tensor('decoder states', slab * width);
    this.#q = tensor('decoder queries', slab * inner);
    this.#qkv = tensor('decoder qkv', slab * qkv);
    this.#caches = model.decoder.map(() => tensor('path cache', positions * slab * qkv));
    this.#memories = model.decoder.map(() => ({
      k: tensor('memory keys', memoryRows * inner),
      v: tensor('memory values', memoryRows * inner),
    }));
    this.#bias = tensor('path bias', MAX_POSITIONS * heads);
    device.write(this.#bias, biasByDistance(model, weights));
  }

  /** Takes over what the encoder made of the users' inputs. */
  async remember(run: Step, encoded: Matrix, rows: number): Promise<void> {
    const { decoder, layout } = this.#model;
    for (const [i, { cross }] of decoder.entries()) {
      const { k, v } = this.#memories[i]!;
      await this.#sublayers.project(run, encoded, cross.k, k, rows, layout.inner);
      await this.#sublayers.project(run, encoded, cross.v, v, rows, layout.inner);
    }
  }

  /**
   * One position for users x beams rows, whose tokens and paths are given. Returns the hidden
   * states after the last norm, [rows][model]; they hold until the next norm.
   */
  async step(
    run: Step,
    { users, time, lengths }: Memory,
    beams: number,
    step: number,
    { token, path }: { readonly token: Tensor<'u32'>; readonly path: Tensor<'u32'> },
  ): Promise<Matrix> {
    const { device } = run;
    const { layout, decoder, embedding, decoderGain } = this.#model;
    const { heads, headCols, model, inner, qkv } = layout;
    const slab = this.#slab;
    const sub = this.#sublayers;
    const [x, q, mixed] = [this.#x, this.#q, sub.mixed];
    const rows = users * beams;
    device.run(gatherRows, {
      tensors: { matrix: embedding, index: token, gathered: x },
      params: { count: rows, dim: model },
    });
    const looks = { size: users, queries: beams, keys: time, lengths, bias: null };
    for (const [i, { self, cross, feedForward }] of decoder.entries()) {
      const cache = this.#caches[i]!;
      const normed = sub.norm(run, x, self.gain, rows);
      await sub.project(run, normed, self.qkv, this.#qkv, rows, qkv);
      device.copy(this.#qkv, cache, rows * qkv, { to: step * slab * qkv });
      device.run(attendPath, {
        tensors: { qkv: cache, path, bias: this.#bias, mixed },
        params: { rows, heads, headCols, stride: qkv, mixedStride: inner, step, slab },
      });
      await run.spend(rows * inner * (step + 1) * MEMORY_OPS);
      await sub.addBack(run, x, self.o, rows);
      const asking = sub.norm(run, x, cross.gain, rows);
      await sub.project(run, asking, cross.q, q, rows, inner);
      const { k, v } = this.#memories[i]!;
      await sub.attend(run, q, k, v, looks);
      await sub.addBack(run, x, cross.o, rows);
      await sub.feedForward(run, x, feedForward, rows);
    }
    return sub.norm(run, x, decoderGain, rows);
  }
}

/** The bias of a key `distance` positions before the query, [MAX_POSITIONS][heads]. */
function biasByDistance({ config }: DeviceModel, weights: T5Weights): Float32Array {
  const name = 'decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight';
  const table = weights.get(name);
  if (!table) throw new Error(`no values of ${name}`);
  const { numHeads } = config;
  const bias = new Float32Array(MAX_POSITIONS * numHeads);
  for (let distance = 0; distance < MAX_POSITIONS; distance++) {
    const bucket = relativeBucket(-distance, 'decoder', config);
    bias.set(table.subarray(bucket * numHeads, (bucket + 1) * numHeads), distance * numHeads);
  }
  return bias;
}
