import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusters } from '../quantizer/clusters.fixture';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../quantizer/config';
import { codebooksNpz } from '../quantizer/export';
import { modelSafetensors } from '../quantizer/export-model';
import { DEFAULT_POLICIES } from '../sid/policies/policy-config';
import { createEngineClient } from './engine-client';
import type { RunResult } from './protocol';

const ROWS = 1500;
const DIM = 20;
const kMeans: QuantizerConfig = {
  ...DEFAULT_CONFIG,
  ...{ codebookSizes: [32, 20, 32], iterations: 5, normalize: true },
};
const learned: QuantizerConfig = {
  ...DEFAULT_CONFIG,
  ...{ method: 'rqvae', codebookSizes: [16, 16], iterations: 2 },
  rqvae: { ...DEFAULT_CONFIG.rqvae, hidden: [24], latentDim: 12, batchRows: 256 },
};
const AS_SAVED = { distance: null, normalize: null, beam: 1 } as const;

describe('a saved quantizer in the engine', () => {
  const engine = createEngineClient();
  const load = (shift = 0) =>
    engine.load({ vectors: clusters(ROWS, DIM, 40).map((x) => x + shift), rows: ROWS, dim: DIM });
  const fileOf = (run: RunResult) => {
    const bytes = run.learned
      ? modelSafetensors(run.config, run.learned, run.center)
      : codebooksNpz(run);
    return new File([new Uint8Array(bytes)], 'saved');
  };
  const codesOf = ({ levels }: RunResult) => levels.map(({ codes }) => codes);

  beforeAll(() => engine.start({ device: 'webgpu', tuning: null }).then(() => load()));
  afterAll(() => {
    engine.terminate();
  });

  it.each([
    ['greedy', kMeans, 1],
    ['by cosine', { ...kMeans, distance: 'cosine' } as const, 1],
    ['by a beam', { ...kMeans, beam: 4 }, 4],
    ['learned', learned, 1],
  ])('gives the training shard its codes again: %s', async (_name, config, beam) => {
    await load();
    const trained = await engine.train(config);
    const file = fileOf(trained);
    await load();
    const run = await engine.encode({ file, stated: { ...AS_SAVED, beam } });
    expect(codesOf(run)).toEqual(codesOf(trained));
    expect(run.reconstruction).toBeCloseTo(trained.reconstruction, 5);
    const { levels } = await engine.checkAgainstCpu({ maxRows: 200 });
    expect(levels.every(({ wrong }) => wrong === 0)).toBe(true);
    expect(await engine.memory()).toEqual({ bytes: 0, buffers: 0 });
  });

  it('keeps the mean of its training shard in check and policy', async () => {
    await load();
    const file = fileOf(await engine.train({ ...kMeans, normalize: false }));
    await load(0.5);
    const run = await engine.encode({ file, stated: AS_SAVED });
    const { energyDifference } = await engine.checkAgainstCpu({ maxRows: 200 });
    expect(energyDifference).toBeLessThan(1e-4);
    const { config, levels, center, learned } = run;
    const policy = { ...DEFAULT_POLICIES.knnCap, cap: 1 };
    const applied = await engine.applyPolicy({ policy, config, levels, center, learned });
    // Distances to the shard's own mean would make this far less than what encoding measured.
    expect(applied.levels[2]!.residualEnergy).toBeGreaterThanOrEqual(levels[2]!.residualEnergy);
    expect(await engine.memory()).toEqual({ bytes: 0, buffers: 0 });
  });

  it('tells what is wrong with a file, and goes on', async () => {
    await load();
    const file = new File(['no codebooks'], 'notes.txt');
    await expect(engine.encode({ file, stated: AS_SAVED })).rejects.toMatchObject({
      code: 'SAVED_TYPE',
    });
    expect((await engine.train({ ...kMeans, codebookSizes: [4] })).levels).toHaveLength(1);
  });
});
