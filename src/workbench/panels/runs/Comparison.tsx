import { useMemo } from 'react';
import { comparisonOf, ofOtherBits, ofOtherData } from '../../state/runs/comparison';
import { useRuns } from '../../state/runs/runs-store';
import { CompareTable } from './CompareTable';
import { comparisonHeadline, otherBitsText, otherDataText } from './comparison-text';
import { ConfigDiff } from './ConfigDiff';
import { CurveOverlay } from './CurveOverlay';
import { LevelOverlay } from './LevelOverlay';
import { RunAgreement } from './RunAgreement';

/** Picked runs side by side, measured against the baseline or the first picked. */
export function Comparison() {
  const runs = useRuns((state) => state.runs);
  const picked = useRuns((state) => state.picked);
  const baseline = useRuns((state) => state.baseline);
  const comparison = useMemo(() => comparisonOf(runs, picked, baseline), [runs, picked, baseline]);
  if (!comparison) return null;
  const otherData = ofOtherData(comparison);
  const otherBits = ofOtherBits(comparison);
  return (
    <section className="comparison" aria-label="Comparison">
      <p className="headline">{comparisonHeadline(comparison)}</p>
      {otherData.length > 0 && (
        <p className="chip warn" data-testid="other-data">
          {otherDataText(comparison, otherData)}
        </p>
      )}
      {otherBits.length > 0 && (
        <p className="chip warn" data-testid="other-bits">
          {otherBitsText(comparison, otherBits)}
        </p>
      )}
      <CompareTable comparison={comparison} />
      <ConfigDiff comparison={comparison} />
      <div className="split">
        <CurveOverlay runs={comparison.runs} />
        <LevelOverlay runs={comparison.runs} />
      </div>
      <RunAgreement comparison={comparison} />
    </section>
  );
}
