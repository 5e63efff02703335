import { ClusterSums } from '../cluster-sums';
import { CheckpointClock, type Fit } from '../fit';
import { lloydUpdate } from '../kernels/lloyd-update';
import { BalancedPass } from './balanced-pass';
import { PRICE_ROUNDS } from './rounds';

/**
 * Lloyd's iterations under a capacity: every iteration places all rows (`BalancedPass`) and moves each
 * codeword to the mean of its rows. Seeds or a resumed state's codewords stand in the codebook. Returns
 * the prices that the codes ended at.
 */
export async function fitBalanced(fit: Fit): Promise<Float32Array> {
  const { context, config, matrix, codebook, resume } = fit;
  const { device, pacer } = context;
  const arena = device.arena('balanced');
  try {
    const pass = new BalancedPass(context, arena, matrix, codebook, resume?.prices ?? null);
    const sums = new ClusterSums(arena, matrix.rows, codebook.codes, codebook.dim);
    const clock = new CheckpointClock();
    const history = [...(resume?.history ?? [])];
    for (let done = resume?.iteration ?? 0; done < config.iterations; done++) {
      const { counts, distortion } = await pass.assign(PRICE_ROUNDS.training);
      await sums.add(context, matrix, pass.assignment.code);
      device.run(lloydUpdate, {
        tensors: { sum: sums.sum, count: sums.count, codebook: codebook.codewords },
        params: { codes: codebook.codes, dim: codebook.dim },
      });
      await pacer.settle();
      history.push(distortion);
      const iteration = done + 1;
      const state = clock.due(codebook.codewords.length * 4)
        ? {
            iteration,
            codewords: await device.read(codebook.codewords),
            ...{ history: [...history], revived: 0, size: null, total: null },
            prices: pass.prices,
          }
        : null;
      fit.onIteration({ iteration, counts, distortion, moved: 0, state });
    }
    return pass.prices;
  } finally {
    arena.dispose();
  }
}
