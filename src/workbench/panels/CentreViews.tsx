import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { CentreView } from '../state/place';
import { useRuns } from '../state/runs/runs-store';
import {
  AlignmentPanel,
  Late,
  PolicyView,
  RetrievalPanel,
  RunsPanel,
  StoragePanel,
  SweepPanel,
} from './late-panels';
import { TrainingPanel } from './TrainingPanel';

interface CentreViewsProps {
  readonly view: CentreView;
  readonly onView: (view: CentreView) => void;
  /** The view of the codes. */
  readonly children: ReactNode;
}

export function CentreViews({ view, onView, children }: CentreViewsProps) {
  const count = useRuns((state) => state.runs.length);
  const isUnstored = useRuns((state) => state.problem !== null);
  return (
    <Tabs
      className="views"
      selectedKey={view}
      onSelectionChange={(key) => {
        onView(key as CentreView);
      }}
    >
      <TabList className="viewlist" aria-label="Views">
        <Tab id="codes">Codes</Tab>
        <Tab id="policy">Policy</Tab>
        <Tab id="alignment">Alignment</Tab>
        <Tab id="retrieval">Retrieval</Tab>
        <Tab id="training">Training</Tab>
        <Tab id="runs">
          Runs {count > 0 && <span className="muted">{count}</span>}
          {isUnstored && <span className="muted"> · not stored</span>}
        </Tab>
        <Tab id="sweep">Sweep</Tab>
        <Tab id="storage">Storage</Tab>
      </TabList>
      <TabPanel id="codes" className="view">
        {children}
      </TabPanel>
      <TabPanel id="policy" className="view">
        <Late>
          <PolicyView />
        </Late>
      </TabPanel>
      <TabPanel id="alignment" className="view">
        <Late>
          <AlignmentPanel />
        </Late>
      </TabPanel>
      <TabPanel id="retrieval" className="view">
        <Late>
          <RetrievalPanel />
        </Late>
      </TabPanel>
      <TabPanel id="training" className="view">
        <TrainingPanel />
      </TabPanel>
      <TabPanel id="runs" className="view">
        <Late>
          <RunsPanel />
        </Late>
      </TabPanel>
      <TabPanel id="sweep" className="view">
        <Late>
          <SweepPanel />
        </Late>
      </TabPanel>
      <TabPanel id="storage" className="view">
        <Late>
          <StoragePanel />
        </Late>
      </TabPanel>
    </Tabs>
  );
}
