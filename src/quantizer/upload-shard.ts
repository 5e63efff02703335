import type { Arena, Tensor } from '../compute/device';
import type { JobContext } from './assign';
import type { TrainedLevel } from './level-cache';
import type { Matrix } from './matrix';
import { MEMORY_OPS } from './pacer';
import { stepResidual } from './train-level';
import { pad, type PreparedVectors } from './vectors';

/** The shard on the device, its residual stepped past the levels that are kept. */
export async function uploadShard(
  context: JobContext,
  arena: Arena,
  { values, rows, dim, dimPadded }: PreparedVectors,
  levels: readonly TrainedLevel[],
): Promise<{ vectors: Tensor<'f32'>; residual: Matrix }> {
  const { device, pacer } = context;
  const vectors = arena.tensor('vectors', 'f32', rows * dimPadded);
  const residual: Matrix = {
    rows,
    dim: dimPadded,
    values: arena.tensor('residual', 'f32', rows * dimPadded),
  };
  device.write(vectors, values);
  device.copy(vectors, residual.values, rows * dimPadded);
  await pacer.spend(2 * rows * dim * MEMORY_OPS);
  for (const { result } of levels) {
    const scratch = device.arena('kept level');
    try {
      const codebook = pad(result.codebook, dim, dimPadded);
      const codewords = scratch.tensor('codewords', 'f32', codebook.length);
      const code = scratch.tensor('code', 'u32', rows);
      device.write(codewords, codebook);
      device.write(code, result.codes);
      await stepResidual(context, residual, { codewords }, code);
    } finally {
      scratch.dispose();
    }
  }
  return { vectors, residual };
}
