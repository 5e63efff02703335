import { describe, expect, it } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { realF32 } from '../../compute/numbers.fixture';
import { checkAgainstCpu } from '../check-against-cpu';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../config';
import { assignRegister } from '../kernels/assign-codes';
import { Trainer } from '../trainer';

const ROWS = 400;
const DIM = 6;
const config: QuantizerConfig = {
  ...DEFAULT_CONFIG,
  ...{ method: 'fsq', codebookSizes: [8, 5, 3], iterations: 0 },
};
/** Independent columns of falling width: the axes are nearly the columns. */
const vectors = realF32(ROWS * DIM, 1, 3).map((x, i) => (x + 2) * 0.5 ** (i % DIM));

function trainerOf(values = vectors, dim = DIM) {
  const device = createCpuDevice();
  return { device, trainer: new Trainer(device, assignRegister, values, dim) };
}

/** Bounded and rounded from the definition, along axis l as the codewords give it. */
function expectedCodes(values: Float32Array, codebook: Float32Array, codes: number) {
  const axis = Float64Array.from(
    { length: DIM },
    (_, d) => codebook[(codes - 1) * DIM + d]! - codebook[d]!,
  );
  const length = Math.hypot(...axis);
  const along = Array.from({ length: ROWS }, (_, row) =>
    axis.reduce((sum, x, d) => sum + (x / length) * values[row * DIM + d]!, 0),
  );
  const mean = along.reduce((sum, x) => sum + x, 0) / ROWS;
  const deviation = Math.sqrt(along.reduce((sum, x) => sum + (x - mean) ** 2, 0) / ROWS);
  const half = (codes - 1) / 2;
  return along.map((x) => {
    const bounded = half * Math.tanh((x - mean) / deviation);
    return codes % 2 === 1 ? Math.round(bounded) + half : Math.floor(bounded) + codes / 2;
  });
}

describe('FSQ', () => {
  it.each([true, false])('rounds projections on principal axes, centred: %s', async (center) => {
    const { trainer, device } = trainerOf();
    const run = await trainer.train({ ...config, center });
    for (const { codes, codebook, codebookSize } of run.levels) {
      const expected = expectedCodes(vectors, codebook, codebookSize);
      const same = codes.filter((code, row) => code === expected[row]).length;
      expect(same).toBeGreaterThanOrEqual(ROWS - 1);
    }
    const { levels } = await checkAgainstCpu(run, await trainer.prepare({ ...config, center }), {
      maxRows: ROWS,
    });
    expect(levels.map(({ wrong }) => wrong)).toEqual([0, 0, 0]);
    expect(run.levels[0]!.residualEnergy).toBeLessThan(0.4);
    expect(run.reconstruction).toBeLessThan(run.levels[0]!.residualEnergy);
    expect(run.levels.every(({ history }) => history.length === 0)).toBe(true);
    expect(device.memory).toEqual({ bytes: 0, buffers: 0 });
  });

  it('uses nearly all codes nearly evenly', async () => {
    const { levels } = await trainerOf().trainer.train(config);
    for (const { metrics } of levels) {
      expect(metrics.used).toBe(metrics.codebookSize);
      expect(metrics.normalizedEntropy).toBeGreaterThan(0.9);
    }
  });

  it('keeps levels, whatever the settings that it does not use', async () => {
    const { trainer } = trainerOf();
    const three = await trainer.train(config);
    const four = await trainer.train({
      ...config,
      ...{ codebookSizes: [8, 5, 3, 4], seed: 5, reviveDeadCodes: false },
    });
    expect(four.levels.map(({ reused }) => reused)).toEqual([true, true, true, false]);
    const fresh = await trainerOf().trainer.train({ ...config, codebookSizes: [8, 5, 3, 4] });
    expect(fresh.levels.map(({ codes }) => codes)).toEqual(four.levels.map(({ codes }) => codes));
    expect(fresh.levels[0]!.codes).toEqual(three.levels[0]!.codes);
  });

  it('gives code 0 on levels beyond the rank, and takes more codes than rows', async () => {
    const line = Float32Array.from({ length: 12 * 3 }, (_, i) => Math.floor(i / 3) * (1 + (i % 3)));
    const run = await trainerOf(line, 3).trainer.train({ ...config, codebookSizes: [64, 4] });
    expect(run.levels[0]!.metrics.used).toBeGreaterThan(9);
    expect(run.levels[1]!.metrics.used).toBe(1);
  });

  it('refuses cosine', async () => {
    await expect(
      trainerOf().trainer.train({ ...config, distance: 'cosine' }),
    ).rejects.toMatchObject({ code: 'DISTANCE' });
  });
});
