import { orCancelled } from '../../problem';
import type { JobContext } from '../assign';
import { placeRows } from '../kernels/place-rows';
import { rowFidelity } from '../kernels/row-fidelity';
import { subtractCodewords } from '../kernels/subtract-codewords';
import type { LevelQuery } from '../level-rows';
import { MEMORY_OPS } from '../pacer';
import { dimOf, RowLoader } from '../row-source';
import { forEachSlice, sliceCapacity, type SliceOptions } from '../row-slices';

export interface CodeFidelity {
  /** sum over rows of |x - sum of codewords|^2. */
  readonly energy: number;
  /** Of each row to its codeword at the last level, as the quantizer assigns: squared, or 1 - cosine. */
  readonly distance: Float32Array;
  /** Mean cosine of x and the sum of its codewords. */
  readonly meanCosine: number;
}

/** How well given codes stand for their vectors, every row. Throws `CANCELLED`. */
export async function codeFidelity(
  { device, pacer }: JobContext,
  { vectors, codebooks, codes, distance: by }: Omit<LevelQuery, 'rows'>,
  options: SliceOptions = {},
): Promise<CodeFidelity> {
  const { rows } = vectors;
  const dim = dimOf(vectors);
  const opsPerRow = (codebooks.length + 5) * dim * MEMORY_OPS;
  const cost = { bytesPerRow: 4 * dim, opsPerRow };
  const capacity = sliceCapacity(rows, cost);
  const distance = new Float32Array(rows);
  let energies = 0;
  let cosines = 0;
  const kernels = [placeRows, subtractCodewords, rowFidelity];
  const prepared = Promise.all(kernels.map((kernel) => device.prepare(kernel)));
  await orCancelled(prepared, options.signal);
  const arena = device.arena('code fidelity');
  try {
    const books = codebooks.map((codewords) => {
      const tensor = arena.tensor('codewords', 'f32', codewords.length);
      device.write(tensor, codewords);
      return tensor;
    });
    const loader = new RowLoader(device, arena, vectors, capacity);
    const vector = arena.tensor('vectors', 'f32', capacity * dim);
    const residual = arena.tensor('residuals', 'f32', capacity * dim);
    const code = arena.tensor('codes', 'u32', capacity);
    const reached = arena.tensor('residuals before the last level', 'f32', capacity * dim);
    const energy = arena.tensor('energies', 'f32', capacity);
    const cosine = arena.tensor('cosines', 'f32', capacity);
    const slice = async (begin: number, end: number) => {
      const shape = { rows: end - begin, dim };
      loader.load(vector, begin, end);
      device.copy(vector, residual, shape.rows * dim);
      for (const [level, codebook] of books.entries()) {
        // With codeword = before - after, the fidelity of this pair is that of the codeword alone.
        if (level === books.length - 1) device.copy(residual, reached, shape.rows * dim);
        device.write(code, codes[level]!.subarray(begin, end));
        const tensors = { codebook, code, residual };
        device.run(subtractCodewords, { tensors, params: shape });
      }
      const tensors = { vector, residual, energy, cosine };
      device.run(rowFidelity, { tensors, params: shape });
      const squared = await device.read(energy, shape.rows);
      energies += sum(squared);
      cosines += sum(await device.read(cosine, shape.rows));
      if (by === 'cosine') {
        const last = { vector: reached, residual, energy, cosine };
        device.run(rowFidelity, { tensors: last, params: shape });
        const near = await device.read(cosine, shape.rows);
        distance.set(
          near.map((value) => 1 - value),
          begin,
        );
      } else distance.set(squared, begin);
      await pacer.spend(shape.rows * opsPerRow);
    };
    await forEachSlice(rows, pacer, cost, slice, options);
  } finally {
    arena.dispose();
  }
  return { energy: energies, distance, meanCosine: rows === 0 ? 0 : cosines / rows };
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
