import { useView } from '../state/view-context';
import { Panel } from '../widgets/Panel';
import { usageHeadline } from './headlines';
import { LevelTable } from './LevelTable';
import { OccupancyChart } from './OccupancyChart';
import { UsageHeatmap } from './UsageHeatmap';

export function UsagePanel() {
  const view = useView();
  return (
    <Panel name="usage" title="Codebook usage" shortcut="3">
      {view ? (
        <>
          <p className="headline">{usageHeadline(view.levels)}</p>
          <LevelTable view={view} />
          <div className="split wide-first">
            <UsageHeatmap view={view} />
            <OccupancyChart view={view} />
          </div>
        </>
      ) : (
        <p className="empty">Which codes are used, and how evenly, appears here.</p>
      )}
    </Panel>
  );
}
