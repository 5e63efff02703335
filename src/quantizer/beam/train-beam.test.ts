import { afterEach, describe, expect, it, vi } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { realF32 } from '../../compute/numbers.fixture';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../config';
import { assignRegister } from '../kernels/assign-codes';
import { leapingClock } from '../leaping-clock.fixture';
import { planRun } from '../plan';
import { Trainer } from '../trainer';
import { uploadCodebooks } from '../upload-codebooks';
import { contextOn, oneRowContext, wholeProblem } from './beam-search.fixture';
import { sampleBeamResiduals } from './sample-residuals';
import { trainingVectors } from './training-vectors';

const ROWS = 400;
const DIM = 8;
const greedy: QuantizerConfig = { ...DEFAULT_CONFIG, codebookSizes: [8, 8, 8], iterations: 10 };
const config: QuantizerConfig = { ...greedy, trainBeam: 5 };
const shard = realF32(ROWS * DIM, 1, 5);

afterEach(() => {
  vi.restoreAllMocks();
});

function newTrainer() {
  const device = createCpuDevice();
  return { device, trainer: new Trainer(device, assignRegister, shard, DIM) };
}

describe('training on the paths of a beam', () => {
  it('fits the beam: by the nearest codes alone it does worse; level 1 is as without', async () => {
    const { trainer, device } = newTrainer();
    const plain = await trainer.train(greedy);
    const run = await trainer.train({ ...config, beam: 5 });
    expect(run.levels[0]?.codebook).toEqual(plain.levels[0]?.codebook);
    expect(run.levels.map(({ reused }) => reused)).toEqual([true, false, false]);
    const nearest = await trainer.train(config);
    expect(nearest.levels.every(({ reused }) => reused)).toBe(true);
    expect(run.reconstruction).toBeLessThan(0.9 * nearest.reconstruction);
    expect(device.memory).toEqual({ bytes: 0, buffers: 0 });
  });

  it('lowers its distortion, which is of the paths, at every level', async () => {
    const run = await newTrainer().trainer.train(config);
    for (const { history } of run.levels) {
      expect(history).toHaveLength(config.iterations);
      expect(history.at(-1)).toBeLessThan(history[0]!);
    }
    // The paths of a beam lie farther than its best one.
    expect(run.levels[2]!.history.at(-1)).toBeGreaterThan(0);
    expect(run.levels[2]!.history.at(-1)).toBeLessThan(1);
  });

  it('goes on after a cancel with the same codes', async () => {
    const long = { ...config, iterations: 12 };
    const whole = await newTrainer().trainer.train(long);
    const { trainer, device } = newTrainer();
    const controller = new AbortController();
    leapingClock();
    const stopped = trainer.train(long, {
      signal: controller.signal,
      onProgress: ({ level, iteration }) => {
        if (level === 3 && iteration > 1) controller.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(device.memory).toEqual({ bytes: 0, buffers: 0 });
    const resumed = await trainer.train(long);
    expect(resumed.levels.map(({ codes }) => codes)).toEqual(
      whole.levels.map(({ codes }) => codes),
    );
    expect(resumed.levels[2]?.history).toEqual(whole.levels[2]?.history);
  });

  it('is told by the plan: more bytes and work from level 2 on, and what is not possible', () => {
    const plan = (change: Partial<QuantizerConfig>) =>
      planRun(
        { rows: ROWS, dim: DIM },
        { ...greedy, ...change },
        { limits: {} },
        {
          ...{ opsPerSecond: 1e6, keptLevels: 0 },
        },
      );
    expect(plan({ trainBeam: 5 }).bytes).toBeGreaterThan(plan({}).bytes);
    expect(plan({ trainBeam: 5 }).flops).toBe(2 * DIM * 8 * (11 * ROWS + 2 * (10 * 2000 + ROWS)));
    expect(plan({ trainBeam: 5 }).seconds).toBeGreaterThan(plan({}).seconds!);
    const one = { codebookSizes: [8] };
    expect(plan({ ...one, trainBeam: 5 })).toEqual(plan(one));
    expect(plan({ method: 'ema', trainBeam: 5 })).toEqual(plan({ method: 'ema' }));
    for (const trainBeam of [0, 17, 2.5]) {
      expect(plan({ trainBeam }).problem).toMatchObject({ code: 'BEAM' });
    }
  });
});

describe('vectors that a level is trained on', () => {
  const shape = { rows: ROWS, dim: DIM, beam: 5, bindingBytes: 1e9 };
  it.each([
    ['the rows at level 1', [8, 8, 8], 0, shape, ROWS],
    ['all paths', [8, 8, 8], 1, shape, 5 * ROWS],
    ['no more paths than there are codes before', [2, 8], 1, shape, 2 * ROWS],
    ['at most 256 a code', [4, 4], 1, shape, 1024],
    ['or the rows', [4, 4, 1], 2, shape, ROWS],
    ['what one binding holds', [8, 8], 1, { ...shape, bindingBytes: 500 * 4 * DIM }, 500],
  ])('%s', (_, codebookSizes, level, asked, expected) => {
    expect(trainingVectors({ ...asked, codebookSizes, level })).toBe(expected);
  });
});

describe('a sample of beam residuals', () => {
  const sampled = async (limit: number, sliced = false) => {
    const context = sliced ? oneRowContext() : contextOn();
    const arena = context.device.arena('test');
    const { vectors, codebooks } = wholeProblem(50, DIM, [3, 3]);
    const books = await uploadCodebooks(context, arena, codebooks, DIM);
    const options = { beam: 4, limit, seed: 3 };
    const matrix = await sampleBeamResiduals(context, arena, vectors, books, options);
    const values = await context.device.read(matrix.values);
    return Array.from({ length: matrix.rows }, (_, row) =>
      values.subarray(row * DIM, (row + 1) * DIM).join(),
    );
  };

  it('holds all of them if they are few', async () => {
    expect(await sampled(1000)).toHaveLength(50 * 4);
  });

  it('is some of them in order if they are many, however it was sliced', async () => {
    const all = await sampled(1000);
    const some = await sampled(70);
    expect(some).toHaveLength(70);
    let at = 0;
    for (const residual of some) {
      at = all.indexOf(residual, at) + 1;
      expect(at).toBeGreaterThan(0);
    }
    expect(await sampled(70, true)).toEqual(some);
  });
});
