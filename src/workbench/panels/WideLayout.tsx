import type { ReactNode } from 'react';
import { Group, Panel as Pane, Separator, useDefaultLayout } from 'react-resizable-panels';
import type { CentreView } from '../state/place';
import { useIsCramped } from '../state/use-is-narrow';
import { CentreViews } from './CentreViews';
import { CollisionsPanel } from './CollisionsPanel';
import { DataPanel } from './DataPanel';
import { EntropyPanel } from './EntropyPanel';
import { ExportBar } from './ExportBar';
import { Inspector } from './Inspector';
import { Results } from './Results';
import { SqlDrawer } from './sql/SqlDrawer';
import { TrainBar } from './TrainBar';
import { TunePanel } from './TunePanel';
import { UsagePanel } from './UsagePanel';

interface WideLayoutProps {
  readonly isSqlOpen: boolean;
  readonly onSql: (isOpen: boolean) => void;
  readonly view: CentreView;
  readonly onView: (view: CentreView) => void;
}

/** Three panes, a drawer below. Every edge moves by mouse and by arrow keys, and stays so. */
export function WideLayout({ isSqlOpen, onSql, view, onView }: WideLayoutProps) {
  return (
    <>
      <main className="work">
        <Split id="page" orientation="vertical" panes={isSqlOpen ? ['work', 'sql'] : ['work']}>
          <Pane id="work" minSize="40%">
            <Split id="columns" orientation="horizontal" panes={['knobs', 'results', 'inspector']}>
              <Pane
                id="knobs"
                defaultSize="21%"
                minSize="264px"
                groupResizeBehavior="preserve-pixel-size"
              >
                <div className="knobs">
                  <div className="knobs-scroll">
                    <DataPanel />
                    <TunePanel />
                  </div>
                  <TrainBar />
                </div>
              </Pane>
              <Edge label="Width of the settings" />
              <Pane id="results" minSize="35%">
                <Results>
                  <CentreViews view={view} onView={onView}>
                    <ResultPanes />
                  </CentreViews>
                </Results>
              </Pane>
              <Edge label="Width of the inspector" />
              <Pane
                id="inspector"
                defaultSize="20%"
                minSize="200px"
                groupResizeBehavior="preserve-pixel-size"
              >
                <Inspector />
              </Pane>
            </Split>
          </Pane>
          {isSqlOpen && <Edge label="Height of the SQL drawer" />}
          {isSqlOpen && (
            <Pane id="sql" defaultSize="28%" minSize="120px">
              <SqlDrawer />
            </Pane>
          )}
        </Split>
      </main>
      <footer className="drawerbar">
        <button
          type="button"
          className="button quiet small"
          aria-expanded={isSqlOpen}
          onClick={() => {
            onSql(!isSqlOpen);
          }}
        >
          SQL
        </button>
        <ExportBar />
        <span className="grow" />
        <span className="muted">All data stays in this tab.</span>
      </footer>
    </>
  );
}

function ResultPanes() {
  const isCramped = useIsCramped();
  if (isCramped) {
    return (
      <div className="results-scroll">
        <UsagePanel />
        <EntropyPanel />
        <CollisionsPanel />
      </div>
    );
  }
  return (
    <Split id="rows" orientation="vertical" panes={['top', 'bottom']}>
      <Pane id="top" defaultSize="46%" minSize="160px">
        <UsagePanel />
      </Pane>
      <Edge label="Height of the usage panel" />
      <Pane id="bottom" minSize="160px">
        <Split id="bottom-columns" orientation="horizontal" panes={['entropy', 'collisions']}>
          <Pane id="entropy" defaultSize="44%" minSize="220px">
            <EntropyPanel />
          </Pane>
          <Edge label="Width of the entropy panel" />
          <Pane id="collisions" minSize="220px">
            <CollisionsPanel />
          </Pane>
        </Split>
      </Pane>
    </Split>
  );
}

interface SplitProps {
  readonly id: string;
  readonly orientation: 'horizontal' | 'vertical';
  readonly panes: string[];
  readonly children: ReactNode;
}

/** A group of panes that remembers its layout. */
function Split({ id, orientation, panes, children }: SplitProps) {
  const layout = useDefaultLayout({
    id: `sid-workbench.${id}`,
    panelIds: panes,
    onlySaveAfterUserInteractions: true,
  });
  return (
    <Group
      id={id}
      orientation={orientation}
      onLayoutChanged={layout.onLayoutChanged}
      {...(layout.defaultLayout ? { defaultLayout: layout.defaultLayout } : {})}
    >
      {children}
    </Group>
  );
}

function Edge({ label }: { readonly label: string }) {
  return <Separator className="edge" aria-label={label} />;
}
