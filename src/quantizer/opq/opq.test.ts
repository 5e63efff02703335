import { afterEach, describe, expect, it, vi } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { realF32 } from '../../compute/numbers.fixture';
import { checkAgainstCpu } from '../check-against-cpu';
import { clusters } from '../clusters.fixture';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../config';
import { assignRegister } from '../kernels/assign-codes';
import { leapingClock } from '../leaping-clock.fixture';
import { Trainer } from '../trainer';

const ROWS = 400;
const DIM = 6;
const config: QuantizerConfig = {
  ...DEFAULT_CONFIG,
  ...{ method: 'opq', codebookSizes: [8, 8], iterations: 12 },
};
const asPq = { ...config, method: 'pq' } as const;

afterEach(() => {
  vi.restoreAllMocks();
});

function trainerOf(vectors: Float32Array, dim = DIM) {
  const device = createCpuDevice();
  return { device, trainer: new Trainer(device, assignRegister, vectors, dim) };
}

/** The second half of the columns repeats the first: PQ encodes the same twice. */
function repeated(): Float32Array {
  const half = realF32((ROWS * DIM) / 2, 1, 5);
  return Float32Array.from({ length: ROWS * DIM }, (_, i) => {
    const [row, d] = [Math.floor(i / DIM), i % DIM];
    return half[row * (DIM / 2) + (d % (DIM / 2))]! + 0.01 * Math.sin(i);
  });
}

describe('OPQ', () => {
  it.each([
    ['noise', realF32(ROWS * DIM, 1, 2)],
    ['clusters', clusters(ROWS, DIM, 20)],
    ['columns that repeat', repeated()],
    ['columns without variance', realF32(ROWS * DIM, 1, 9).map((x, i) => (i % DIM < 3 ? x : 2))],
  ])('is never above PQ from the same seed: %s', async (_, vectors) => {
    const { trainer, device } = trainerOf(vectors);
    const pq = await trainer.train(asPq);
    const opq = await trainer.train(config);
    expect(opq.reconstruction).toBeLessThanOrEqual(pq.reconstruction * (1 + 1e-6));
    // It sets out from PQ, and never rises.
    const history = opq.levels[1]!.history;
    expect(history).toHaveLength(config.iterations);
    expect(history[0]).toBeCloseTo(pq.reconstruction, 5);
    [...history.slice(1), opq.reconstruction].forEach((value, i) => {
      expect(value).toBeLessThanOrEqual(history[i]! + 1e-6);
    });
    expect(device.memory).toEqual({ bytes: 0, buffers: 0 });
  });

  it('is far below PQ where groups of columns say the same', async () => {
    const { trainer } = trainerOf(repeated());
    const pq = await trainer.train(asPq);
    const opq = await trainer.train(config);
    expect(opq.reconstruction).toBeLessThan(0.6 * pq.reconstruction);
  });

  it('has residual codebooks in orthogonal spaces, which stand the check', async () => {
    const { trainer } = trainerOf(repeated());
    const run = await trainer.train(config);
    const [first, second] = run.levels.map(({ codebook }) => codebook);
    const length = (x: Float32Array) => Math.hypot(...x);
    for (let a = 0; a < 8; a++) {
      for (let b = 0; b < 8; b++) {
        const x = first!.subarray(a * DIM, (a + 1) * DIM);
        const y = second!.subarray(b * DIM, (b + 1) * DIM);
        const dot = x.reduce((sum, value, d) => sum + value * y[d]!, 0);
        expect(Math.abs(dot)).toBeLessThan(1e-5 * (length(x) * length(y) + 1e-3));
      }
    }
    const { levels, energyDifference } = await checkAgainstCpu(run, await trainer.prepare(config), {
      maxRows: ROWS,
    });
    expect(levels.map(({ wrong }) => wrong)).toEqual([0, 0]);
    expect(energyDifference).toBeLessThan(1e-5);
  });

  it('keeps the run, reuses PQ, and gives equal codes for equal seeds', async () => {
    const vectors = repeated();
    const { trainer } = trainerOf(vectors);
    const one = await trainer.train(config);
    const again = await trainer.train(config);
    expect(again.levels.every(({ reused }) => reused)).toBe(true);
    expect((await trainer.train(asPq)).levels.every(({ reused }) => reused)).toBe(true);
    const other = await trainerOf(vectors).trainer.train(config);
    expect(other.levels.map(({ codes }) => codes)).toEqual(one.levels.map(({ codes }) => codes));
    // Levels are trained together: another L or K is another run.
    const fewer = await trainer.train({ ...config, codebookSizes: [8] });
    expect(fewer.levels[0]!.reused).toBe(false);
    const wider = await trainer.train({ ...config, codebookSizes: [8, 4] });
    expect(wider.levels[0]!.reused).toBe(false);
  });

  it('goes on after a cancel with the same codes', async () => {
    const vectors = repeated();
    const whole = await trainerOf(vectors).trainer.train(config);
    const { trainer, device } = trainerOf(vectors);
    const controller = new AbortController();
    leapingClock();
    const stopped = trainer.train(config, {
      signal: controller.signal,
      onProgress: ({ phase, iteration }) => {
        if (phase === 'Rotating' && iteration >= 2) controller.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(device.memory).toEqual({ bytes: 0, buffers: 0 });
    const resumed = await trainer.train(config);
    expect(resumed.levels.map(({ codes }) => codes)).toEqual(
      whole.levels.map(({ codes }) => codes),
    );
    expect(resumed.levels[1]!.history).toEqual(whole.levels[1]!.history);
  });

  it('takes more levels than columns, and refuses cosine', async () => {
    const run = await trainerOf(realF32(100 * 2, 1, 1), 2).trainer.train({
      ...config,
      codebookSizes: [4, 4, 4],
    });
    expect(run.levels[2]!.metrics.used).toBe(1);
    await expect(
      trainerOf(repeated()).trainer.train({ ...config, distance: 'cosine' }),
    ).rejects.toMatchObject({ code: 'DISTANCE' });
  });
});
