import type { Arena, Device, Tensor } from '../../compute/device';
import { gatherRows } from '../../nn/kernels/gather-rows';
import { positionBias } from '../../nn/kernels/position-bias';
import { roundUp } from '../../compute/kernel';
import { strideOf } from '../../nn/kernels/layout';
import { MEMORY_OPS, type Step } from '../../nn/step';
import { bucketTable, SPAN_ALIGN } from '../t5/position-buckets';
import type { DeviceModel } from './device-model';
import type { Sublayers } from './sublayers';

type Matrix = Tensor<'f32'>;

/** Inputs of some users, padded to one length. */
export interface EncoderBatch {
  readonly users: number;
  /** Tokens of an input as stored: a multiple of 4. */
  readonly time: number;
  /** [users][time] */
  readonly tokens: Tensor<'u32'>;
  /** Real tokens of each. */
  readonly lengths: Tensor<'u32'>;
}

/** T5's encoder without a way back. */
export class Encoder {
  readonly #model: DeviceModel;
  readonly #sublayers: Sublayers;
  readonly #x: Matrix;
  readonly #q: Matrix;
  readonly #k: Matrix;
  readonly #v: Matrix;
  readonly #bucket: Tensor<'u32'>;
  readonly #bias: Matrix;
  readonly #span: number;

  /** For up to `rows` tokens in all and up to `time` of one input. */
  constructor(
    device: Device,
    arena: Arena,
    model: DeviceModel,
    sublayers: Sublayers,
    { rows, time }: { readonly rows: number; readonly time: number },
  ) {
    const { config, layout } = model;
    this.#model = model;
    this.#sublayers = sublayers;
    this.#x = arena.tensor('encoder states', 'f32', rows * layout.model);
    const [q, k, v] = ['queries', 'keys', 'values'].map((name) =>
      arena.tensor(`encoder ${name}`, 'f32', rows * layout.inner),
    );
    [this.#q, this.#k, this.#v] = [q!, k!, v!];
    this.#span = roundUp(time, SPAN_ALIGN);
    this.#bias = arena.tensor('encoder bias', 'f32', layout.heads * 2 * this.#span);
    const buckets = bucketTable(this.#span, 'encoder', config);
    this.#bucket = arena.tensor('position buckets', 'u32', buckets.length);
    device.write(this.#bucket, buckets);
  }

  /** Hidden states after the last norm, [users * time][model]; they hold until the next norm. */
  async run(run: Step, { users, time, tokens, lengths }: EncoderBatch): Promise<Matrix> {
    const { layout, embedding, encoderBias, encoder, encoderGain } = this.#model;
    const { heads, model, inner } = layout;
    const sub = this.#sublayers;
    const [x, q, k, v] = [this.#x, this.#q, this.#k, this.#v];
    const rows = users * time;
    run.device.run(positionBias, {
      tensors: { table: encoderBias, bucket: this.#bucket, bias: this.#bias },
      params: { heads, span: this.#span, tableStride: strideOf(heads) },
    });
    run.device.run(gatherRows, {
      tensors: { matrix: embedding, index: tokens, gathered: x },
      params: { count: rows, dim: model },
    });
    await run.spend(rows * model * MEMORY_OPS);
    const bias = { value: this.#bias, span: this.#span };
    const looks = { size: users, queries: time, keys: time, lengths, bias };
    for (const { attention, feedForward } of encoder) {
      const normed = sub.norm(run, x, attention.gain, rows);
      await sub.project(run, normed, attention.q, q, rows, inner);
      await sub.project(run, normed, attention.k, k, rows, inner);
      await sub.project(run, normed, attention.v, v, rows, inner);
      await sub.attend(run, q, k, v, looks);
      await sub.addBack(run, x, attention.o, rows);
      await sub.feedForward(run, x, feedForward, rows);
    }
    return sub.norm(run, x, encoderGain, rows);
  }
}
