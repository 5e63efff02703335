import { beforeAll, describe, expect, it } from 'vitest';
import { randomUnit } from '../compute/random';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../quantizer/config';
import type { QuantizerRun } from '../quantizer/results';
import { DEFAULT_POLICIES } from '../sid/policies/policy-config';
import { createEngineHandlers } from './engine-handlers';

const ROWS = 60;
const DIM = 4;
const config: QuantizerConfig = { ...DEFAULT_CONFIG, codebookSizes: [4, 4], iterations: 8 };
const vectors = () => Float32Array.from({ length: ROWS * DIM }, (_, i) => randomUnit(3, i));

describe('codes of a file on the CPU device', () => {
  const engine = createEngineHandlers();
  let trained: QuantizerRun;
  const sids = () => ({
    rows: ROWS,
    codebookSizes: [4, 4],
    codes: trained.levels.map(({ codes }) => codes),
  });

  beforeAll(async () => {
    await engine.start({ device: 'cpu', tuning: null });
    await engine.load({ vectors: vectors(), rows: ROWS, dim: DIM });
    trained = await engine.train(config);
  });

  it('on vectors are a run whose codewords are the means, so no worse than those that gave them', async () => {
    const run = await engine.readRun({ file: 'codes.npy', sids: sids(), config });
    expect(run).toMatchObject({ codesFrom: 'codes.npy', n: ROWS, dim: DIM, learned: null });
    expect(run.levels.map(({ codes }) => codes)).toEqual(sids().codes);
    for (const [l, level] of run.levels.entries()) {
      const before = trained.levels[l]!;
      expect(level.metrics).toEqual(before.metrics);
      expect(level.sid).toEqual(before.sid);
    }
    expect(run.levels[0]!.residualEnergy).toBeLessThan(trained.levels[0]!.residualEnergy + 1e-4);
    expect(run.reconstruction).toBe(run.levels[1]!.residualEnergy);
    expect(run.reconstruction).toBeLessThan(trained.reconstruction + 0.02);
    // No quantizer of this engine gave them.
    await expect(engine.checkAgainstCpu({ maxRows: 10 })).rejects.toMatchObject({ code: 'NO_RUN' });
  });

  it('without vectors take the policies and the baselines that need none', async () => {
    await engine.unload();
    const levels = trained.levels.map((level) => ({
      ...level,
      codebook: new Float32Array(0),
      ...{ residualEnergy: Number.NaN, meanCosine: Number.NaN },
    }));
    const apply = (policy: keyof typeof DEFAULT_POLICIES, cap = 5) =>
      engine.applyPolicy({
        policy: { ...DEFAULT_POLICIES[policy], ...(policy === 'suffix' ? {} : { cap }) },
        ...{ config, levels, learned: null },
      });
    expect((await apply('suffix')).levels.at(-1)?.sid.uniqueRatio).toBe(1);
    const capped = await apply('randomCap', 6);
    expect(capped.levels).toHaveLength(2);
    expect(capped.reconstruction).toBeNull();
    await expect(apply('knnCap')).rejects.toMatchObject({ code: 'POLICY_NO_VECTORS' });
    await expect(apply('sinkhorn')).rejects.toMatchObject({ code: 'POLICY_NO_VECTORS' });

    const histories = {
      starts: Uint32Array.of(0, 4, 8),
      rows: Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7),
    };
    const report = await engine.evaluateBaseline({
      ...{ method: { kind: 'sid-prefix' }, histories, part: 'test', excludeSeen: true },
      ...{ sids: sids(), quantizer: null },
    });
    expect(report.items.all.n).toBe(2);
    await expect(engine.plan(config)).rejects.toMatchObject({ code: 'NO_SHARD' });
  });
});
