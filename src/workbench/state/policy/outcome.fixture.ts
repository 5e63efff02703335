import type { PolicyConfig } from '../../../sid/policies/policy-config';
import { policyReport } from '../../../sid/policies/policy-report';
import type { PolicyResult } from '../../../sid/policies/policy-result';
import { sidMetrics } from '../../../sid/metrics';
import type { Sids } from '../../../sid/types';
import type { AppliedPolicy, LevelResult } from '../../../worker/protocol';

/** What the engine would return for a pure policy; `extraDistortion` is made up. */
export function outcomeOf(
  trained: readonly LevelResult[],
  policy: PolicyConfig,
  solve: (sids: Sids) => PolicyResult,
  extraDistortion = 0,
): AppliedPolicy {
  const before: Sids = {
    rows: trained[0]?.codes.length ?? 0,
    codebookSizes: trained.map(({ codebookSize }) => codebookSize),
    codes: trained.map(({ codes }) => codes),
  };
  const result = solve(before);
  const { levels, depths } = sidMetrics(result.sids);
  return {
    ...result,
    policy,
    report: { ...policyReport(before, result), extraDistortion },
    levels: result.sids.codes.map((codes, l) => {
      const metrics = levels[l];
      const sid = depths[l];
      if (!metrics || !sid) throw new Error('no metrics');
      const of = trained[Math.min(l, trained.length - 1)];
      const residualEnergy = (of?.residualEnergy ?? 1) * (1 + extraDistortion);
      const codebookSize = result.sids.codebookSizes[l] ?? 0;
      return { codebookSize, codes, metrics, sid, residualEnergy, meanCosine: 0.5 };
    }),
    distance: 'l2',
    meanDistance: null,
    reconstruction: null,
    seconds: 0.1,
  };
}
