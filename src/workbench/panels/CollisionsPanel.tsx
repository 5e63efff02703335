import { memo, useMemo, useState } from 'react';
import type { SidMetrics } from '../../sid/types';
import { binBuckets, binItems, binLabel } from '../charts/bucket-bins';
import { bucketHistogramOption } from '../charts/bucket-histogram';
import { Chart } from '../charts/Chart';
import { useChartTheme } from '../charts/use-chart-theme';
import { useView } from '../state/view-context';
import { formatCount, plural } from '../widgets/format';
import { Panel } from '../widgets/Panel';
import { ToggleText } from '../widgets/ToggleText';
import { BucketTable } from './BucketTable';
import { CollisionMetrics } from './CollisionMetrics';
import { collisionHeadline } from './headlines';

export function CollisionsPanel() {
  const view = useView();
  const sid = view?.sid;
  return (
    <Panel name="collisions" title="Collisions" shortcut="5">
      {sid ? (
        <>
          <p className="headline">
            {collisionHeadline(sid)}
            {sid.depth < view.sizes.length && (
              <span className="muted">
                {' '}
                after level {sid.depth} of {view.sizes.length}
              </span>
            )}
          </p>
          <CollisionMetrics view={view} sid={sid} />
          <div className="split wide-second">
            <BucketChart sid={sid} />
            {view.sids && <BucketTable sids={view.sids} />}
          </div>
        </>
      ) : (
        <p className="empty">Which items share a Semantic ID appears here after the first level.</p>
      )}
    </Panel>
  );
}

const BucketChart = memo(function BucketChart({ sid }: { readonly sid: SidMetrics }) {
  const theme = useChartTheme();
  const [isLog, setIsLog] = useState(true);
  const bins = useMemo(() => binBuckets(sid.histogram), [sid]);
  const option = useMemo(
    () => bucketHistogramOption(bins, isLog ? 'log' : 'linear', theme),
    [bins, isLog, theme],
  );
  return (
    <div className="chart-box">
      <Chart
        title="Bucket sizes"
        unit={isLog ? 'SIDs, log scale' : 'SIDs'}
        n={sid.n}
        option={option}
        description={`Histogram of bucket sizes. ${bins
          .filter((bin) => bin.buckets > 0)
          .map((bin) => `${plural(bin.buckets, 'SID')} of ${binItems(bin)}`)
          .join(', ')}.`}
        tools={
          <ToggleText isOn={isLog} onChange={setIsLog} label="Bucket sizes on a log scale">
            Log
          </ToggleText>
        }
        table={{
          columns: [
            { name: 'Size', rem: 3 },
            { name: 'SIDs', rem: 3, numeric: true },
            { name: 'Items', rem: 3, numeric: true },
          ],
          rowCount: bins.length,
          cell: (row, column) => {
            const bin = bins[row];
            if (!bin) return '';
            return [binLabel(bin), formatCount(bin.buckets), formatCount(bin.items)][column];
          },
        }}
      />
    </div>
  );
});
