import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { NarrowTab } from '../state/place';
import { CollisionsPanel } from './CollisionsPanel';
import { DataPanel } from './DataPanel';
import { EntropyPanel } from './EntropyPanel';
import { ExportBar } from './ExportBar';
import { Inspector } from './Inspector';
import {
  AlignmentPanel,
  Late,
  PolicyPanel,
  RetrievalPanel,
  RunsPanel,
  StoragePanel,
  SweepPanel,
} from './late-panels';
import { Results } from './Results';
import { SqlDrawer } from './sql/SqlDrawer';
import { TrainBar } from './TrainBar';
import { TrainingPanel } from './TrainingPanel';
import { TunePanel } from './TunePanel';
import { UsagePanel } from './UsagePanel';

interface NarrowLayoutProps {
  readonly tab: NarrowTab;
  readonly onTab: (tab: NarrowTab) => void;
}

/** One column behind tabs, with Train always at hand. */
export function NarrowLayout({ tab, onTab }: NarrowLayoutProps) {
  return (
    <main className="work">
      <Tabs
        className="tabs"
        selectedKey={tab}
        onSelectionChange={(key) => {
          onTab(key as NarrowTab);
        }}
      >
        <TabList className="tablist" aria-label="Parts of the workbench">
          <Tab id="data">Data</Tab>
          <Tab id="tune">Tune</Tab>
          <Tab id="results">Results</Tab>
          <Tab id="runs">Runs</Tab>
          <Tab id="inspector">Inspector</Tab>
        </TabList>
        <TabPanel id="data" className="tabpanel">
          <DataPanel />
          <SqlDrawer />
        </TabPanel>
        <TabPanel id="tune" className="tabpanel">
          <TunePanel />
        </TabPanel>
        <TabPanel id="results" className="tabpanel">
          <Results>
            <UsagePanel />
            <TrainingPanel />
            <EntropyPanel />
            <CollisionsPanel />
            <Late>
              <PolicyPanel />
              <AlignmentPanel />
              <RetrievalPanel />
            </Late>
            <ExportBar />
          </Results>
        </TabPanel>
        <TabPanel id="runs" className="tabpanel">
          <Late>
            <RunsPanel />
            <SweepPanel />
            <StoragePanel />
          </Late>
        </TabPanel>
        <TabPanel id="inspector" className="tabpanel">
          <Inspector />
        </TabPanel>
      </Tabs>
      <TrainBar isCompact={tab !== 'tune'} />
    </main>
  );
}
