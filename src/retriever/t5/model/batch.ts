import type { Arena, Device, Tensor } from '../../../compute/device';
import { roundUp } from '../../../compute/kernel';
import { IGNORED_LABEL } from '../../../nn/kernels/cross-entropy';
import { TokenIndex } from '../../../nn/layers/token-index';
import { PAD } from '../../samples/vocabulary';
import type { TokenBatch } from '../../samples/token-batch';

/** Sequences are stored at multiples of it, for the matrix products of attention. */
const TIME_ALIGN = 4;

export interface BatchLimits {
  /** Sequences of the largest batch. */
  readonly size: number;
  /** Tokens of the longest input. */
  readonly inputTime: number;
  /** Tokens of a target. */
  readonly labelTime: number;
}

/** As stored. */
export function storedTime(time: number): number {
  return roundUp(Math.max(time, 1), TIME_ALIGN);
}

/** One side of a batch on the device: [size][time] tokens, of which `lengths` are real. */
export interface Side {
  readonly index: TokenIndex;
  readonly lengths: Tensor<'u32'>;
  /** Multiple of 4. */
  time: number;
}

/** A batch of token sequences on the device. */
export class T5Batch {
  readonly encoder: Side;
  readonly decoder: Side;
  /** [size][decoder time]; IGNORED_LABEL in padding. */
  readonly label: Tensor<'u32'>;
  size = 0;

  constructor(arena: Arena, { size, inputTime, labelTime }: BatchLimits) {
    const side = (time: number): Side => ({
      index: new TokenIndex(arena, size * storedTime(time)),
      lengths: arena.tensor('lengths', 'u32', size),
      time: 0,
    });
    this.encoder = side(inputTime);
    this.decoder = side(labelTime);
    this.label = arena.tensor('labels', 'u32', size * storedTime(labelTime));
  }

  /** `batch` is within the limits. */
  write(device: Device, batch: TokenBatch): void {
    const { size, time, tokens, lengths, decoderInputs, labels } = batch;
    const labelTime = size === 0 ? 0 : labels.length / size;
    this.size = size;
    writeSide(device, this.encoder, widen(tokens, time, PAD), time, lengths);
    const all = new Uint32Array(size).fill(labelTime);
    writeSide(device, this.decoder, widen(decoderInputs, labelTime, PAD), labelTime, all);
    device.write(this.label, widen(labels, labelTime, IGNORED_LABEL));
  }
}

function writeSide(
  device: Device,
  side: Side,
  tokens: Uint32Array,
  time: number,
  lengths: Uint32Array,
): void {
  side.time = storedTime(time);
  device.write(side.lengths, lengths);
  side.index.write(device, { tokens, time: side.time, lengths });
}

/** Rows of `time` laid out at their stored length. */
function widen(rows: Uint32Array, time: number, filler: number): Uint32Array {
  const stored = storedTime(time);
  const count = time === 0 ? 0 : rows.length / time;
  const wide = new Uint32Array(count * stored).fill(filler);
  for (let row = 0; row < count; row++) {
    wide.set(rows.subarray(row * time, (row + 1) * time), row * stored);
  }
  return wide;
}
