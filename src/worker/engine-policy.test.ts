import { beforeAll, describe, expect, it } from 'vitest';
import { CANCELLED } from '../problem';
import { DEFAULT_CONFIG, type QuantizerConfig } from '../quantizer/config';
import type { QuantizerRun } from '../quantizer/results';
import { DEFAULT_POLICIES, type PolicyConfig } from '../sid/policies/policy-config';
import { randomUnit } from '../compute/random';
import { createEngineHandlers } from './engine-handlers';
import type { StepProgress } from './protocol';

const ROWS = 240;
const DIM = 12;
const config: QuantizerConfig = { ...DEFAULT_CONFIG, codebookSizes: [4, 8], iterations: 4 };
const learnedConfig: QuantizerConfig = {
  ...config,
  method: 'rqvae',
  iterations: 3,
  rqvae: { ...DEFAULT_CONFIG.rqvae, hidden: [16], latentDim: 5, batchRows: 64, warmupEpochs: 1 },
};

const vectors = () => Float32Array.from({ length: ROWS * DIM }, (_, i) => randomUnit(1, i));

/** |x - sum of codewords|^2 summed over rows, in Float64: from the definition. */
function distortion(run: QuantizerRun, codes: readonly Uint32Array[]): number {
  const given = vectors();
  let sum = 0;
  for (let row = 0; row < ROWS; row++) {
    for (let d = 0; d < DIM; d++) {
      let rest = given[row * DIM + d]! - (run.center?.[d] ?? 0);
      run.levels.forEach(({ codebook }, l) => (rest -= codebook[codes[l]![row]! * DIM + d]!));
      sum += rest ** 2;
    }
  }
  return sum;
}

/** 1 - cos of each row's residual before the last of two levels and its codeword there. */
function cosineDistances(run: QuantizerRun, codes: Uint32Array): number[] {
  const given = vectors();
  const [first, last] = run.levels;
  return Array.from({ length: ROWS }, (_, row) => {
    let [rr, cc, rc] = [0, 0, 0];
    for (let d = 0; d < DIM; d++) {
      const x = given[row * DIM + d]! - (run.center?.[d] ?? 0);
      const r = x - first!.codebook[first!.codes[row]! * DIM + d]!;
      const c = last!.codebook[codes[row]! * DIM + d]!;
      rr += r * r;
      cc += c * c;
      rc += r * c;
    }
    return 1 - rc / Math.sqrt(rr * cc);
  });
}

/** The least cap under which every item finds a place: its prefix has that much room. */
const leastCap = ({ levels: [first, last] }: QuantizerRun) =>
  Math.ceil(Math.max(...first!.metrics.counts) / last!.codebookSize);

describe('applyPolicy on the CPU device', () => {
  const engine = createEngineHandlers();
  let run: QuantizerRun;
  const apply = (policy: PolicyConfig, options = {}) =>
    engine.applyPolicy({ policy, config, levels: run.levels, learned: null }, options);

  beforeAll(async () => {
    await engine.start({ device: 'cpu', tuning: null });
    await engine.load({ vectors: vectors(), rows: ROWS, dim: DIM });
    run = await engine.train(config);
  });

  it('KNN cap: no bucket above the cap, its cost measured, the run unchanged', async () => {
    const trained = run.levels.map(({ codes }) => codes.slice());
    const progress: StepProgress[] = [];
    const options = { onProgress: (step: StepProgress) => progress.push(step) };
    const cap = leastCap(run);
    const applied = await apply({ ...DEFAULT_POLICIES.knnCap, cap }, options);
    const { before, after, extraDistortion } = applied.report;
    expect(before.maxBucket).toBeGreaterThan(cap);
    expect(before).toEqual(run.levels[1]!.sid);
    expect(after.maxBucket).toBe(cap);
    expect(applied.unplaced).toHaveLength(0);
    expect(applied.moved).toBeGreaterThan(0);
    expect(applied.prefixChanges).toBe(0);
    const codes = applied.levels.map((level) => level.codes);
    const cost = distortion(run, codes) / distortion(run, trained) - 1;
    expect(extraDistortion).toBeCloseTo(cost, 5);
    expect(applied.levels[1]!.residualEnergy).toBeCloseTo(
      run.levels[1]!.residualEnergy * (1 + cost),
      5,
    );
    expect(applied.levels[0]!.residualEnergy).toBe(run.levels[0]!.residualEnergy);
    expect(run.levels.map((level) => level.codes)).toEqual(trained);
    expect(progress.map(({ phase }) => phase)).toContain('Finding nearest codes');
    expect(await engine.memory()).toEqual({ bytes: 0, buffers: 0 });
  });

  it('the nearest codes cost less than random ones', async () => {
    const cap = leastCap(run);
    const knn = await apply({ ...DEFAULT_POLICIES.knnCap, cap });
    const random = await apply({ ...DEFAULT_POLICIES.randomCap, cap });
    expect(random.report.after.maxBucket).toBe(cap);
    expect(random.report.extraDistortion).toBeGreaterThan(knn.report.extraDistortion!);
  });

  it('items that find no place are listed and keep their code', async () => {
    const applied = await apply({ ...DEFAULT_POLICIES.knnCap, cap: 1 });
    // 240 items, 32 SIDs.
    expect(applied.unplaced.length).toBe(ROWS - applied.report.after.unique);
    for (const row of applied.unplaced) {
      expect(applied.levels[1]!.codes[row]).toBe(run.levels[1]!.codes[row]);
    }
  });

  it('Sinkhorn: as even as whole items can be', async () => {
    const applied = await apply(DEFAULT_POLICIES.sinkhorn);
    expect(applied.report.after.maxBucket).toBe(leastCap(run));
    expect(applied.report.extraDistortion).toBeGreaterThan(0);
  });

  it('the suffix adds a level and costs nothing; keep changes nothing', async () => {
    const added = await apply({ policy: 'suffix' });
    expect(added.levels).toHaveLength(3);
    expect(added.report.after.uniqueRatio).toBe(1);
    expect(added.report.extraDistortion).toBe(0);
    expect(added.levels[2]!.residualEnergy).toBe(run.levels[1]!.residualEnergy);
    const kept = await apply({ policy: 'keep' });
    expect(kept).toMatchObject({ moved: 0, report: { extraDistortion: 0 } });
    expect(kept.levels.map(({ codes }) => codes)).toEqual(run.levels.map(({ codes }) => codes));
  });

  it('one level alone has no prefix to keep', async () => {
    const policy = { ...DEFAULT_POLICIES.knnCap, cap: 40 };
    const applied = await engine.applyPolicy({
      ...{ policy, config, learned: null },
      levels: run.levels.slice(0, 1),
    });
    expect(applied.report.before).toEqual(run.levels[0]!.sid);
    expect(applied.levels).toHaveLength(1);
  });

  it.each([
    [{ ...DEFAULT_POLICIES.knnCap, cap: 0 }, 'POLICY_CAP'],
    [{ ...DEFAULT_POLICIES.sinkhorn, epsilon: 0 }, 'POLICY_EPSILON'],
  ])('refuses %j', async (policy, code) => {
    await expect(apply(policy)).rejects.toMatchObject({ code });
  });

  it('refuses where there are no levels', async () => {
    await expect(
      engine.applyPolicy({ policy: { policy: 'suffix' }, config, levels: [], learned: null }),
    ).rejects.toMatchObject({ code: 'NO_RUN' });
  });

  it('stops at once when cancelled', async () => {
    const controller = new AbortController();
    const options = {
      signal: controller.signal,
      onProgress: () => {
        controller.abort();
      },
    };
    await expect(apply(DEFAULT_POLICIES.sinkhorn, options)).rejects.toMatchObject({
      code: CANCELLED,
    });
    expect(await engine.memory()).toEqual({ bytes: 0, buffers: 0 });
  });
});

describe('applyPolicy on a run by cosine', () => {
  const engine = createEngineHandlers();
  const byCosine: QuantizerConfig = { ...config, distance: 'cosine' };
  let run: QuantizerRun;

  beforeAll(async () => {
    await engine.start({ device: 'cpu', tuning: null });
    await engine.load({ vectors: vectors(), rows: ROWS, dim: DIM });
    run = await engine.train(byCosine);
  });

  it.each([
    ['KNN cap', { ...DEFAULT_POLICIES.knnCap, cap: 10 }],
    ['Sinkhorn', DEFAULT_POLICIES.sinkhorn],
  ])('%s costs by cosine', async (_name, policy) => {
    const applied = await engine.applyPolicy({
      ...{ policy, config: byCosine, levels: run.levels, learned: null },
    });
    expect(applied.distance).toBe('cosine');
    expect(applied.moved).toBeGreaterThan(0);
    const sum = (codes: Uint32Array) => cosineDistances(run, codes).reduce((a, b) => a + b);
    const before = sum(run.levels[1]!.codes);
    const after = sum(applied.levels[1]!.codes);
    expect(applied.report.extraDistortion).toBeCloseTo(after / before - 1, 5);
    expect(applied.meanDistance?.after).toBeCloseTo(after / ROWS, 5);
    // The energy that is left stays that of the vectors.
    const codes = applied.levels.map((level) => level.codes);
    const trained = run.levels.map((level) => level.codes);
    expect(applied.levels[1]!.residualEnergy).toBeCloseTo(
      (run.levels[1]!.residualEnergy * distortion(run, codes)) / distortion(run, trained),
      5,
    );
  });

  it('a full bucket gives items to the codes that are nearest by cosine', async () => {
    const policy = { ...DEFAULT_POLICIES.knnCap, cap: 10 };
    const request = { config: byCosine, levels: run.levels, learned: null };
    const near = await engine.applyPolicy({ ...request, policy });
    const byL2 = await engine.applyPolicy({ ...request, policy, config });
    expect(near.moved).toBe(byL2.moved);
    expect(near.meanDistance!.after).toBeLessThan(
      cosineDistances(run, byL2.levels[1]!.codes).reduce((a, b) => a + b) / ROWS,
    );
  });
});

describe('applyPolicy on a learned tokenizer', () => {
  const engine = createEngineHandlers();
  let run: QuantizerRun;

  beforeAll(async () => {
    await engine.start({ device: 'cpu', tuning: null });
    await engine.load({ vectors: vectors(), rows: ROWS, dim: DIM });
    run = await engine.train(learnedConfig);
  });

  it('measures in the space of its encoder', async () => {
    const { levels, learned } = run;
    const policy = { ...DEFAULT_POLICIES.knnCap, cap: leastCap(run) };
    const applied = await engine.applyPolicy({ policy, config: learnedConfig, levels, learned });
    expect(applied.report.after.maxBucket).toBe(policy.cap);
    const { extraDistortion } = applied.report;
    expect(extraDistortion).toBeGreaterThan(0);
    // The energy that training reported, from latents that were encoded again.
    const before = applied.levels[1]!.residualEnergy / (1 + extraDistortion!);
    expect(before).toBeCloseTo(levels[1]!.residualEnergy, 4);
    // Codes further away give back less; of the trained ones it is the run's own.
    expect(applied.reconstruction).toBeGreaterThan(0);
    const random = { ...DEFAULT_POLICIES.randomCap, cap: 1 };
    const request = { config: learnedConfig, levels, learned };
    const shuffled = await engine.applyPolicy({ ...request, policy: random });
    expect(shuffled.reconstruction).not.toBe(applied.reconstruction);
    const free = await engine.applyPolicy({ ...request, policy: { policy: 'suffix' } });
    expect(free.reconstruction).toBeNull();
  });

  it('without its encoder it says so', async () => {
    const request = { config: learnedConfig, levels: run.levels, learned: null };
    await expect(
      engine.applyPolicy({ ...request, policy: DEFAULT_POLICIES.knnCap }),
    ).rejects.toMatchObject({ code: 'POLICY_NO_ENCODER' });
    const suffix = await engine.applyPolicy({ ...request, policy: { policy: 'suffix' } });
    expect(suffix.report.after.uniqueRatio).toBe(1);
  });
});
