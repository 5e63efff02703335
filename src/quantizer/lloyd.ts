import { ClusterSums } from './cluster-sums';
import { CheckpointClock, ShardPass, type Fit } from './fit';
import { lloydUpdate } from './kernels/lloyd-update';

/**
 * Full-batch Lloyd (Lloyd 1982): every iteration assigns all rows and moves each codeword to the
 * mean of its rows. With `reviveDeadCodes`, codes left without rows then move to the rows with the
 * largest residual. `codebook.codewords` must hold the seeds, or a resumed state's codewords.
 */
export async function fitLloyd(fit: Fit): Promise<void> {
  const { context, config, matrix, codebook, resume } = fit;
  const { device, pacer } = context;
  const arena = device.arena('lloyd');
  try {
    const pass = new ShardPass(arena, fit);
    const sums = new ClusterSums(arena, matrix.rows, codebook.codes, codebook.dim);
    const clock = new CheckpointClock();
    const history = [...(resume?.history ?? [])];
    let revived = resume?.revived ?? 0;
    for (let done = resume?.iteration ?? 0; done < config.iterations; done++) {
      await pass.assign();
      await sums.add(context, matrix, pass.assignment.code);
      device.run(lloydUpdate, {
        tensors: { sum: sums.sum, count: sums.count, codebook: codebook.codewords },
        params: { codes: codebook.codes, dim: codebook.dim },
      });
      if (config.reviveDeadCodes) await pass.revive();
      await pacer.settle();

      const { counts, distortion, moved } = await pass.report();
      history.push(distortion);
      revived += moved;
      const iteration = done + 1;
      const state = clock.due(codebook.codewords.length * 4)
        ? {
            iteration,
            codewords: await device.read(codebook.codewords),
            history: [...history],
            revived,
            size: null,
            total: null,
            prices: null,
          }
        : null;
      fit.onIteration({ iteration, counts, distortion, moved, state });
    }
  } finally {
    arena.dispose();
  }
}
