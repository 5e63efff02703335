import { describe, expect, it } from 'vitest';
import { keep } from '../sid/policies/keep';
import { DEFAULT_POLICIES } from '../sid/policies/policy-config';
import { policyReport } from '../sid/policies/policy-report';
import { suffix } from '../sid/policies/suffix';
import { sidMetrics } from '../sid/metrics';
import type { Sids } from '../sid/types';
import { DEFAULT_CONFIG } from './config';
import { codebooksNpz, codesNpy, metricsJson, type FinishedRun } from './export';
import { withPolicy } from './export-policy';
import type { AppliedPolicy } from './policies/types';

const BEFORE: Sids = { rows: 3, codebookSizes: [2], codes: [Uint32Array.of(0, 1, 0)] };

function levelsOf(sids: Sids, residualEnergy: number) {
  const { levels, depths } = sidMetrics(sids);
  return sids.codes.map((codes, l) => ({
    ...{ codes, residualEnergy, meanCosine: 1 },
    codebookSize: sids.codebookSizes[l]!,
    metrics: levels[l]!,
    sid: depths[l]!,
  }));
}

const run: FinishedRun = {
  config: DEFAULT_CONFIG,
  ...{ n: 3, dim: 1, codewordDim: 1, center: null, reconstruction: 0.5, learned: null },
  levels: levelsOf(BEFORE, 0.5).map((level) => ({ ...level, codebook: Float32Array.of(0, 1) })),
  ...{ unavoidable: { items: 0 }, seconds: 1, info: { adapter: 'CPU' } },
};

const added = suffix(BEFORE);
const applied: AppliedPolicy = {
  ...added,
  policy: DEFAULT_POLICIES.suffix,
  levels: levelsOf(added.sids, 0.5),
  report: policyReport(BEFORE, added, () => 0),
  ...{ distance: 'l2', meanDistance: null, reconstruction: null },
  seconds: 0,
};

describe('a run under a policy', () => {
  const shown = withPolicy(run, applied);

  it('exports the codes of the policy, and its own codebooks', () => {
    const payload = codesNpy(shown).slice(-3 * 2 * 4);
    expect([...new Int32Array(payload.buffer)]).toEqual([0, 1, 1, 0, 0, 2]);
    expect(shown.levels[1]!.codebook).toHaveLength(0);
    expect(codebooksNpz(run)).not.toHaveLength(0);
  });

  it('says in metrics.json what the policy did', () => {
    const metrics = JSON.parse(metricsJson(shown)) as Record<string, unknown>;
    expect(metrics['policy']).toEqual({
      name: 'suffix',
      parameters: {},
      moved: 2,
      prefix_changes: 0,
      unplaced: 0,
      rounds: 0,
      distance: 'l2',
      extra_distortion: 0,
      before: {
        unique: 2,
        unique_ratio: 2 / 3,
        collision_rate: 1 - 2 / 3,
        items_in_collision: 2 / 3,
        max_bucket: 2,
        sid_entropy_bits: expect.closeTo(0.9183, 4) as number,
        forge_gini: expect.closeTo(1 / 6, 9) as number,
      },
    });
    expect(metrics['levels']).toHaveLength(2);
    expect(metrics['sid']).toMatchObject({ unique: 3, unique_ratio: 1 });
  });

  it('has the reconstruction of the codes of the policy', () => {
    expect(shown.reconstruction).toBe(0.5);
    expect(withPolicy(run, { ...applied, reconstruction: 0.6 }).reconstruction).toBe(0.6);
  });

  it('has no such object without a policy', () => {
    expect(JSON.parse(metricsJson(run))).not.toHaveProperty('policy');
  });

  it('keep says so, too', () => {
    const kept = { ...applied, ...keep(BEFORE), policy: DEFAULT_POLICIES.keep };
    const json = metricsJson(withPolicy(run, { ...kept, levels: levelsOf(BEFORE, 0.5) }));
    expect(JSON.parse(json)).toMatchObject({ policy: { name: 'keep', moved: 0 } });
  });

  it('names the parameters as the command line does', () => {
    const { knnCap, sinkhorn } = DEFAULT_POLICIES;
    const parameters = [knnCap, sinkhorn].map((policy) => {
      const json = metricsJson(withPolicy(run, { ...applied, policy }));
      return (JSON.parse(json) as { policy: unknown }).policy;
    });
    expect(parameters).toMatchObject([
      { name: 'knn-cap', parameters: { cap: 5, candidates: 200, max_rounds: 100, seed: 0 } },
      { name: 'sinkhorn', parameters: { epsilon: 0.003, iterations: 50 } },
    ]);
  });
});
