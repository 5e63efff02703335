import type { SidMetrics } from '../../sid/types';
import type { View } from '../state/view';
import { formatBits, formatCount, formatNumber, formatPercent } from '../widgets/format';
import { Metric } from '../widgets/Metric';

interface CollisionMetricsProps {
  readonly view: View;
  readonly sid: SidMetrics;
}

/** Both numbers that papers call collision rate, each by its name; FORGE's Gini beside usage. */
export function CollisionMetrics({ view, sid }: CollisionMetricsProps) {
  const { n, unique } = sid;
  const used = view.levels.reduce((sum, level) => sum + level.metrics.used, 0);
  const codes = view.levels.reduce((sum, level) => sum + level.codebookSize, 0);
  return (
    <div className="metrics">
      <Metric
        of="uniqueRatio"
        value={formatPercent(sid.uniqueRatio)}
        raw={sid.uniqueRatio}
        worked={`${unique} of ${n}`}
        n={n}
        testId="unique-ratio"
      />
      <Metric
        of="collisionRate"
        value={formatPercent(sid.collisionRate)}
        raw={sid.collisionRate}
        worked={`1 − ${unique} / ${n}`}
        n={n}
        testId="collision-rate"
      />
      <Metric
        of="itemsInCollision"
        value={formatPercent(sid.itemsInCollision)}
        raw={sid.itemsInCollision}
        worked={`${sid.itemsInCollisionCount} of ${n}`}
        n={n}
        testId="items-in-collision"
      />
      <Metric
        of="maxBucket"
        value={formatCount(sid.maxBucket)}
        raw={sid.maxBucket}
        worked="items"
        n={n}
        testId="max-bucket"
      />
      <Metric
        of="meanBucket"
        value={formatNumber(sid.meanBucket)}
        raw={sid.meanBucket}
        worked={`${n} / ${unique}`}
        n={n}
      />
      {view.hasVectors && (
        <Metric
          of="unavoidable"
          label="Unavoidable"
          value={formatCount(view.unavoidableItems)}
          raw={view.unavoidableItems}
          worked="items"
          n={n}
          testId="unavoidable"
        />
      )}
      <Metric of="forgeGini" value={formatNumber(sid.forgeGini)} raw={sid.forgeGini} n={n} />
      <Metric
        of="usageOfAll"
        value={formatPercent(used / codes)}
        raw={used / codes}
        worked={`${used} of ${codes}`}
        n={n}
      />
      <Metric
        of="sidEntropy"
        value={formatBits(sid.sidEntropyBits)}
        raw={sid.sidEntropyBits}
        n={n}
      />
      <Metric
        of="fill"
        value={formatPercent(sid.fill)}
        raw={sid.fill}
        worked={`${unique} of ${formatCount(sid.space)}`}
        n={n}
      />
    </div>
  );
}
