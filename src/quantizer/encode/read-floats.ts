import { float16Value } from '../../dataset/float16';
import { readNpyRows, type NpyArray } from '../../dataset/formats/npy';
import { Problem } from '../../problem';
import { checkFinite } from './saved-quantizer';

/** An array of a file as float32, row-major; its name is kept for messages. */
export interface Floats {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The array of a file. Throws `CODEBOOK_DTYPE`, `SAVED_NAN`. */
export async function readFloats(file: string, array: NpyArray): Promise<Floats> {
  const { shape, fortranOrder, descr } = array.header;
  const { name } = array;
  if (fortranOrder && shape.length > 2) {
    throw new Problem(
      'CODEBOOK_DTYPE',
      `The array ${name} of ${file} is stored in Fortran order.`,
      'Save it in C order: numpy.ascontiguousarray(array).',
    );
  }
  const rows = shape[0] ?? 1;
  const { kind, values } = await readNpyRows(array, 0, rows);
  // Codewords are floats; the flags beside them may be whole numbers or booleans.
  if (kind === 'text' || (kind !== 'f' && name.startsWith('codebook'))) {
    throw new Problem(
      'CODEBOOK_DTYPE',
      `The array ${name} of ${file} has the dtype ${descr}, not float.`,
      'Save it as float32.',
    );
  }
  const numbers =
    values instanceof Uint16Array && kind === 'f'
      ? Float32Array.from(values, float16Value)
      : Float32Array.from(values as ArrayLike<number>, Number);
  checkFinite(file, name, numbers);
  return { name, shape, values: numbers };
}
