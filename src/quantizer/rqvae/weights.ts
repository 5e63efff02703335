import type { Device } from '../../compute/device';
import type { NamedArray } from '../results';
import type { RqVaeModel } from './model';

/** Weights of encoder, decoder and codebooks by name, without padding: biases are 1-D. */
export async function weightsOf(device: Device, { parameters }: RqVaeModel): Promise<NamedArray[]> {
  const arrays: NamedArray[] = [];
  for (const parameter of parameters) {
    const { name, rows, cols } = parameter;
    const { value: data } = await parameter.dump(device);
    arrays.push({
      name,
      shape: rows === 1 && name.endsWith('.bias') ? [cols] : [rows, cols],
      data,
    });
  }
  return arrays;
}
