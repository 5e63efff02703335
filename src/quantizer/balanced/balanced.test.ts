import { afterEach, describe, expect, it, vi } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { realF32 } from '../../compute/numbers.fixture';
import { checkAgainstCpu } from '../check-against-cpu';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../config';
import { assignRegister } from '../kernels/assign-codes';
import { leapingClock } from '../leaping-clock.fixture';
import { Trainer } from '../trainer';
import { capacityOf } from './capacity';

const ROWS = 500;
const DIM = 6;
const config: QuantizerConfig = {
  ...DEFAULT_CONFIG,
  ...{ method: 'balanced', codebookSizes: [16, 8], iterations: 8 },
};
const asLloyd = { ...config, method: 'lloyd' } as const;

afterEach(() => {
  vi.restoreAllMocks();
});

/** Half of the rows are crowded into a small ball: nearest codes are far from balanced. */
const skewed = realF32(ROWS * DIM, 1, 6).map((x, i) => (i < (ROWS * DIM) / 2 ? 0.1 * x : x));

function trainerOf(vectors: Float32Array) {
  const device = createCpuDevice();
  return { device, trainer: new Trainer(device, assignRegister, vectors, DIM) };
}

describe('balanced RQ-KMeans', () => {
  it.each([
    ['skewed', skewed, [16, 8]],
    ['one row a code', realF32(20 * DIM, 1, 2), [20, 5]],
    ['mostly copies of one row', new Float32Array(100 * DIM).fill(1).fill(3, 0, 40), [8, 3]],
    ['one code', realF32(30 * DIM, 1, 2), [1]],
  ])('holds the capacity at every level: %s', async (_, vectors, codebookSizes) => {
    const { trainer, device } = trainerOf(vectors);
    const run = await trainer.train({ ...config, codebookSizes });
    for (const { metrics, codebookSize, codes } of run.levels) {
      const rows = vectors.length / DIM;
      expect(codes).toHaveLength(rows);
      expect(Math.max(...metrics.counts)).toBeLessThanOrEqual(capacityOf(rows, codebookSize));
    }
    expect(device.memory).toEqual({ bytes: 0, buffers: 0 });
  });

  it('does so at every iteration', async () => {
    const { trainer } = trainerOf(skewed);
    const most: number[] = [];
    await trainer.train(config, {
      onProgress: ({ live, level }) => {
        if (live && level === 1) most.push(Math.max(...live.metrics.counts));
      },
    });
    expect(most.every((count) => count <= capacityOf(ROWS, 16))).toBe(true);
  });

  it('costs some distortion, for codes nearly equally frequent', async () => {
    const { trainer } = trainerOf(skewed);
    const lloyd = await trainer.train(asLloyd);
    const run = await trainer.train(config);
    expect(run.levels[0]!.metrics.normalizedEntropy).toBeGreaterThan(0.97);
    expect(run.levels[0]!.metrics.normalizedEntropy).toBeGreaterThan(
      lloyd.levels[0]!.metrics.normalizedEntropy,
    );
    expect(run.reconstruction).toBeGreaterThan(lloyd.reconstruction);
    expect(run.reconstruction).toBeLessThan(2 * lloyd.reconstruction);
    const history = run.levels[0]!.history;
    expect(history.at(-1)).toBeLessThan(history[0]!);
    expect(Math.abs(run.levels[0]!.residualEnergy / history.at(-1)! - 1)).toBeLessThan(0.1);
  });

  it('reports what nearest codewords give, and the check is of those', async () => {
    const { trainer } = trainerOf(skewed);
    const run = await trainer.train(config);
    const nearest = run.nearest!;
    let equal = 0;
    for (let row = 0; row < ROWS; row++) {
      if (run.levels.every(({ codes }, l) => codes[row] === nearest.codes[l]![row])) equal += 1;
    }
    expect(nearest.equal).toBe(equal);
    expect(equal).toBeGreaterThan(0);
    expect(equal).toBeLessThan(ROWS);
    expect(nearest.sid.n).toBe(ROWS);
    expect(nearest.reconstruction).toBeLessThan(1);
    const agreement = await checkAgainstCpu(run, await trainer.prepare(config), { maxRows: ROWS });
    expect(agreement.levels.map(({ wrong }) => wrong)).toEqual([0, 0]);
    expect(agreement.energyDifference).toBeLessThan(1e-4);
    expect((await trainer.train(asLloyd)).nearest).toBeUndefined();
  });

  it('goes on after a cancel with the same codes, and keeps levels', async () => {
    const whole = await trainerOf(skewed).trainer.train(config);
    const { trainer, device } = trainerOf(skewed);
    const controller = new AbortController();
    leapingClock();
    const stopped = trainer.train(config, {
      signal: controller.signal,
      onProgress: ({ iteration }) => {
        if (iteration >= 1) controller.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(device.memory).toEqual({ bytes: 0, buffers: 0 });
    const resumed = await trainer.train(config);
    expect(resumed.levels.map(({ codes }) => codes)).toEqual(
      whole.levels.map(({ codes }) => codes),
    );
    const wider = await trainer.train({ ...config, codebookSizes: [16, 8, 4] });
    expect(wider.levels.map(({ reused }) => reused)).toEqual([true, true, false]);
  });
});
