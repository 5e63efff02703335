import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../quantizer/config';
import { createEngineClient } from './engine-client';
import type { TrainProgress } from './protocol';

/** Clustered vectors: `groups` centres on a grid with a little deterministic noise. */
function clusteredVectors(rows: number, dim: number, groups: number): Float32Array {
  const wave = (i: number) => Math.sin(i * 12.9898) * 43758.5453;
  const unit = (i: number) => wave(i) - Math.floor(wave(i));
  return Float32Array.from({ length: rows * dim }, (_, i) => {
    const row = Math.floor(i / dim);
    const d = i % dim;
    return 4 * unit((row % groups) * dim + d + 7) + 0.5 * unit(i + 1001);
  });
}

const ROWS = 1500;
const DIM = 20;
const config: QuantizerConfig = {
  ...DEFAULT_CONFIG,
  codebookSizes: [32, 32, 32],
  iterations: 6,
};

describe('engine', () => {
  const engine = createEngineClient();
  const load = () =>
    engine.load({ vectors: clusteredVectors(ROWS, DIM, 24), rows: ROWS, dim: DIM });

  beforeAll(async () => {
    await engine.start({ device: 'webgpu', tuning: null });
  });
  afterAll(() => {
    engine.terminate();
  });

  it('trains, and the same seed gives the same codes', async () => {
    await load();
    const first = await engine.train(config);
    await load();
    const second = await engine.train(config);
    expect(first.info.device).toBe('webgpu');
    expect(first.levels).toHaveLength(3);
    first.levels.forEach((level, l) => {
      expect(level.codes).toEqual(second.levels[l]?.codes);
      expect(level.codebook).toEqual(second.levels[l]?.codebook);
    });
    const energies = first.levels.map((level) => level.residualEnergy);
    expect(energies[0]).toBeLessThan(0.1);
    expect(energies[2]).toBeLessThan(energies[0] ?? 0);
  });

  it('frees everything a run allocated', async () => {
    await load();
    await engine.train(config);
    expect(await engine.memory()).toEqual({ bytes: 0, buffers: 0 });
  });

  it('keeps levels: lowering L trains nothing, raising it only the new level', async () => {
    await load();
    const three = await engine.train(config);
    const two = await engine.train({ ...config, codebookSizes: [32, 32] });
    expect(two.levels.map((level) => level.reused)).toEqual([true, true]);
    expect(two.levels[1]?.sid).toEqual(three.levels[1]?.sid);
    const four = await engine.train({ ...config, codebookSizes: [32, 32, 32, 16] });
    expect(four.levels.map((level) => level.reused)).toEqual([true, true, true, false]);
    const changed = await engine.train({ ...config, codebookSizes: [32, 16, 32] });
    expect(changed.levels.map((level) => level.reused)).toEqual([true, false, false]);
  });

  it.each(['lloyd', 'ema'] as const)(
    '%s agrees with the oracle on its codebooks',
    async (method) => {
      await load();
      await engine.train({ ...config, method, distance: method === 'ema' ? 'cosine' : 'l2' });
      const agreement = await engine.checkAgainstCpu({ maxRows: ROWS });
      expect(agreement.rowsChecked).toBe(ROWS);
      for (const level of agreement.levels) {
        expect(level.wrong).toBe(0);
        expect(level.equal).toBeGreaterThan(ROWS * 0.99);
      }
      expect(agreement.energyDifference).toBeLessThan(1e-4);
    },
  );

  it('cancels between slices, and keeps finished levels', async () => {
    await load();
    const controller = new AbortController();
    const slow = { ...config, codebookSizes: [32, 32], iterations: 500 };
    await engine.train({ ...slow, codebookSizes: [32] });
    const cancelled = engine.train(slow, {
      signal: controller.signal,
      onProgress: (progress: TrainProgress) => {
        if (progress.iteration > 2) controller.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await engine.memory()).toEqual({ bytes: 0, buffers: 0 });
    const one = await engine.train({ ...slow, codebookSizes: [32] });
    expect(one.levels[0]?.reused).toBe(true);
  });

  it('goes on after a lost device from its checkpoint, to the same codes', async () => {
    const long = { ...config, codebookSizes: [32, 32], iterations: 60 };
    await load();
    const whole = await engine.train(long);
    await load();
    let lost = false;
    const broken = engine.train(long, {
      onProgress: (progress: TrainProgress) => {
        if (lost || progress.level < 2 || progress.iteration < 5) return;
        lost = true;
        void engine.loseDevice();
      },
    });
    await expect(broken).rejects.toMatchObject({ code: 'GPU_LOST' });
    const iterations: number[] = [];
    const resumed = await engine.train(long, {
      onProgress: (progress: TrainProgress) => {
        iterations.push(progress.iteration);
      },
    });
    expect(resumed.levels[0]?.reused).toBe(true);
    expect(Math.min(...iterations.filter((i) => i > 0))).toBeGreaterThan(1);
    resumed.levels.forEach((level, l) => {
      expect(level.codes).toEqual(whole.levels[l]?.codes);
    });
  });
});
