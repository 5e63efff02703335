import type { NamedTensor } from '../formats/safetensors-write';
import type { NamedShape, OpenedCheckpoint } from './sealed-file';

/** A parameter with AdamW's moments, all of one shape and without padding. */
export interface TrainedTensor extends NamedShape {
  readonly value: Float32Array;
  readonly moment1: Float32Array;
  readonly moment2: Float32Array;
}

/** Where a parameter's moments lie in the file. */
const momentName = (order: 1 | 2, parameter: string) => `adamw.moment${order}.${parameter}`;

export function trainedTensors({ name, shape, ...kept }: TrainedTensor): NamedTensor[] {
  return [
    { name, shape, data: kept.value },
    { name: momentName(1, name), shape, data: kept.moment1 },
    { name: momentName(2, name), shape, data: kept.moment2 },
  ];
}

export function takeTrained(
  { take }: OpenedCheckpoint,
  { name, shape }: NamedShape,
): TrainedTensor {
  return {
    name,
    shape,
    value: take({ name, shape }),
    moment1: take({ name: momentName(1, name), shape }),
    moment2: take({ name: momentName(2, name), shape }),
  };
}
