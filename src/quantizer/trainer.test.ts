import { describe, expect, it } from 'vitest';
import { createCpuDevice } from '../compute/cpu/cpu-device';
import { realF32 } from '../compute/numbers.fixture';
import { Problem } from '../problem';
import { checkAgainstCpu } from './check-against-cpu';
import { clusters } from './clusters.fixture';
import { DEFAULT_CONFIG, type QuantizerConfig } from './config';
import { assignRegister } from './kernels/assign-codes';
import type { TrainProgress } from './results';
import { Trainer } from './trainer';

const ROWS = 300;
const DIM = 6;
const config: QuantizerConfig = {
  ...DEFAULT_CONFIG,
  codebookSizes: [8, 8],
  iterations: 8,
  ema: { batchRows: 64, decay: 0.8, epsilon: 1e-5 },
};

function trainerOf(vectors: Float32Array, dim = DIM) {
  const device = createCpuDevice();
  return { device, trainer: new Trainer(device, assignRegister, vectors, dim) };
}

/** sum |x - codeword sum|^2 / sum |x - mean|^2, straight from the definition. */
function energyOf(vectors: Float32Array, codes: Uint32Array[], codebooks: Float32Array[]): number {
  const rows = vectors.length / DIM;
  const mean = Array.from({ length: DIM }, (_, d) => {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += vectors[i * DIM + d] ?? 0;
    return sum / rows;
  });
  let residual = 0;
  let total = 0;
  for (let i = 0; i < rows; i++) {
    for (let d = 0; d < DIM; d++) {
      const x = (vectors[i * DIM + d] ?? 0) - (mean[d] ?? 0);
      const sum = codes.reduce(
        (part, code, l) => part + (codebooks[l]?.[(code[i] ?? 0) * DIM + d] ?? 0),
        0,
      );
      residual += (x - sum) ** 2;
      total += x * x;
    }
  }
  return residual / total;
}

describe('trainer', () => {
  it('goes on from the levels of a run that another trainer has finished', async () => {
    const vectors = clusters(ROWS, DIM, 8);
    const finished = await trainerOf(vectors).trainer.train(config);
    const { trainer } = trainerOf(vectors);
    trainer.adopt(structuredClone(finished));
    const again = await trainer.train(config);
    expect(again.levels.map(({ codes }) => codes)).toEqual(
      finished.levels.map(({ codes }) => codes),
    );
    expect(again.levels.every(({ reused }) => reused)).toBe(true);
    const deeper = { ...config, codebookSizes: [8, 8, 8] };
    const third = (await trainer.train(deeper)).levels[2];
    const whole = await trainerOf(vectors).trainer.train(deeper);
    expect(third?.reused).toBe(false);
    expect(third?.codes).toEqual(whole.levels[2]?.codes);
  });

  it.each(['lloyd', 'ema'] as const)('%s finds separated clusters', async (method) => {
    const vectors = clusters(ROWS, DIM, 8);
    const { trainer, device } = trainerOf(vectors);
    const run = await trainer.train({ ...config, method });
    const [first, second] = run.levels;
    expect(first?.metrics.used).toBe(8);
    expect(first?.residualEnergy).toBeLessThan(0.02);
    expect(second?.residualEnergy).toBeLessThan(first?.residualEnergy ?? 0);
    expect(first?.meanCosine).toBeGreaterThan(0.99);
    const codes = run.levels.map((level) => level.codes);
    const codebooks = run.levels.map((level) => level.codebook);
    expect(second?.residualEnergy).toBeCloseTo(energyOf(vectors, codes, codebooks), 5);
    // Items of one cluster share their first code.
    const group = (i: number) => first?.codes[i % 8];
    expect([...(first?.codes ?? [])].every((code, i) => code === group(i))).toBe(true);
    expect(device.memory).toEqual({ bytes: 0, buffers: 0 });
  });

  it('never lets Lloyd raise the distortion without revival', async () => {
    const { trainer } = trainerOf(clusters(ROWS, DIM, 30));
    const run = await trainer.train({ ...config, reviveDeadCodes: false, iterations: 12 });
    for (const { history } of run.levels) {
      expect(history).toHaveLength(12);
      history.slice(1).forEach((value, i) => {
        expect(value).toBeLessThanOrEqual((history[i] ?? 0) * (1 + 1e-6));
      });
    }
  });

  it('gives equal codes for equal seeds and other codes for other seeds', async () => {
    const vectors = clusters(ROWS, DIM, 40);
    const one = await trainerOf(vectors).trainer.train(config);
    const same = await trainerOf(vectors).trainer.train(config);
    const other = await trainerOf(vectors).trainer.train({ ...config, seed: 1 });
    expect(same.levels.map((l) => l.codes)).toEqual(one.levels.map((l) => l.codes));
    expect(other.levels.map((l) => l.codes)).not.toEqual(one.levels.map((l) => l.codes));
  });

  it('pq: a level has its own columns, and is as good as k-means on them alone', async () => {
    const { trainer } = trainerOf(clusters(ROWS, DIM, 12));
    const pq = { ...config, method: 'pq' as const, codebookSizes: [4, 8, 4] };
    const run = await trainer.train(pq);
    run.levels.forEach(({ codebook }, level) => {
      codebook.forEach((value, i) => {
        if (Math.floor((i % DIM) / 2) !== level) expect(value).toBe(0);
      });
    });
    const wanted = energyOf(
      clusters(ROWS, DIM, 12),
      run.levels.map((level) => level.codes),
      run.levels.map((level) => level.codebook),
    );
    expect(run.reconstruction).toBeCloseTo(wanted, 5);
    const { levels } = await checkAgainstCpu(run, await trainer.prepare(pq), { maxRows: ROWS });
    expect(levels.map(({ wrong }) => wrong)).toEqual([0, 0, 0]);
    // Another L splits the columns otherwise: nothing is kept.
    const two = await trainer.train({ ...pq, codebookSizes: [4, 8] });
    expect(two.levels[0]?.reused).toBe(false);
  });

  it('a beam ends no row farther, from the same codebooks, and the check follows it', async () => {
    const vectors = realF32(ROWS * DIM, 1, 3);
    const { trainer, device } = trainerOf(vectors);
    const greedy = await trainer.train(config);
    const searched = await trainer.train({ ...config, beam: 4 });
    expect(searched.levels.map(({ codebook }) => codebook)).toEqual(
      greedy.levels.map(({ codebook }) => codebook),
    );
    expect(searched.reconstruction).toBeLessThan(greedy.reconstruction);
    const wanted = energyOf(
      vectors,
      searched.levels.map((level) => level.codes),
      searched.levels.map((level) => level.codebook),
    );
    expect(searched.reconstruction).toBeCloseTo(wanted, 5);
    expect(searched.levels[1]?.sid.n).toBe(ROWS);
    const prepared = await trainer.prepare(config);
    const { levels } = await checkAgainstCpu(searched, prepared, { maxRows: ROWS });
    expect(levels.map(({ wrong }) => wrong)).toEqual([0, 0]);
    // A wrong code is found: row 0 now has a code that no search would give it.
    const bad = searched.levels[0]!.codes.slice();
    bad[0] = (bad[0]! + 1) % 8;
    const spoiled = {
      ...searched,
      levels: [{ ...searched.levels[0]!, codes: bad }, searched.levels[1]!],
    };
    const found = await checkAgainstCpu(spoiled, prepared, { maxRows: ROWS });
    expect(found.levels[0]?.wrong).toBe(1);
    // The greedy levels are kept: going back costs nothing.
    expect((await trainer.train(config)).levels.every(({ reused }) => reused)).toBe(true);
    expect(device.memory).toEqual({ bytes: 0, buffers: 0 });
  });

  it('encodes with the codebook and never changes it', async () => {
    const { trainer } = trainerOf(clusters(ROWS, DIM, 20));
    const run = await trainer.train({ ...config, method: 'ema' });
    const books = run.levels.map(({ codebook }) => codebook.slice());
    const vectors = await trainer.prepare(config);
    const agreement = await checkAgainstCpu(run, vectors, { maxRows: ROWS });
    expect(agreement.levels).toEqual([
      { equal: ROWS, ties: 0, wrong: 0 },
      { equal: ROWS, ties: 0, wrong: 0 },
    ]);
    expect(run.levels.map(({ codebook }) => codebook)).toEqual(books);
  });

  it('the check finds a wrong code', async () => {
    const { trainer } = trainerOf(clusters(ROWS, DIM, 20));
    const run = await trainer.train(config);
    const vectors = await trainer.prepare(config);
    const level = run.levels[0];
    if (!level) throw new Error('no level');
    const codes = level.codes.map((code) => (code + 1) % 8);
    const agreement = await checkAgainstCpu({ ...run, levels: [{ ...level, codes }] }, vectors, {
      maxRows: ROWS,
    });
    expect(agreement.levels[0]?.equal).toBe(0);
    expect(agreement.levels[0]?.wrong).toBeGreaterThan(ROWS * 0.9);
    expect(agreement.energyDifference).toBeGreaterThan(0.5);
  });

  it('trains per-level K, and reports each finished level', async () => {
    const finished: number[] = [];
    const { trainer } = trainerOf(clusters(ROWS, DIM, 20));
    const run = await trainer.train(
      { ...config, codebookSizes: [4, 7, 1] },
      {
        onProgress: (progress: TrainProgress) => {
          if (progress.finished) finished.push(progress.finished.codebookSize);
        },
      },
    );
    expect(finished).toEqual([4, 7, 1]);
    expect(run.levels.map((level) => level.codebook.length)).toEqual([4 * DIM, 7 * DIM, DIM]);
    expect(run.levels[2]?.metrics.entropyBits).toBe(0);
  });

  it('moves dead codes to the rows with the largest residual', async () => {
    // Two far outliers among copies of one point: k-means++ may seed duplicates, revival must not.
    const vectors = new Float32Array(ROWS * DIM).fill(1);
    vectors[5 * DIM] = 50;
    vectors[9 * DIM] = -50;
    const { trainer } = trainerOf(vectors);
    const run = await trainer.train({ ...config, codebookSizes: [4] });
    expect(run.levels[0]?.metrics.used).toBe(3);
    expect(run.levels[0]?.residualEnergy).toBeLessThan(1e-6);
    expect(run.unavoidable).toEqual({ items: ROWS - 2, distinct: 3 });
  });

  it('stops at the signal', async () => {
    const controller = new AbortController();
    const { trainer, device } = trainerOf(clusters(ROWS, DIM, 20));
    const run = trainer.train(config, {
      signal: controller.signal,
      onProgress: () => {
        controller.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(device.memory).toEqual({ bytes: 0, buffers: 0 });
  });

  it.each([
    ['identical vectors', new Float32Array(20 * DIM).fill(3), [4], 'VEC_IDENTICAL'],
    ['fewer rows than codes', clusters(5, DIM, 2), [8], 'TOO_FEW_ROWS'],
    ['one row', clusters(1, DIM, 1), [2], 'TOO_FEW_ROWS'],
    ['K beyond the limit', clusters(9, DIM, 2), [70_000], 'CODEBOOK_SIZE'],
    ['K of no code', clusters(9, DIM, 2), [0], 'CODEBOOK_SIZE'],
    ['no level', clusters(9, DIM, 2), [], 'LEVELS'],
  ])('refuses %s', async (_, vectors, codebookSizes, code) => {
    const { trainer } = trainerOf(vectors);
    const error: unknown = await trainer
      .train({ ...config, codebookSizes })
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({ code });
  });
});
