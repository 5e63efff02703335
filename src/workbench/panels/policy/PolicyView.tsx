import { Group, Panel as Pane, Separator, useDefaultLayout } from 'react-resizable-panels';
import { useIsCramped } from '../../state/use-is-narrow';
import { CollisionsPanel } from '../CollisionsPanel';
import { PolicyPanel } from './PolicyPanel';

/** The policy beside the collisions that it resolves. */
export function PolicyView() {
  const isCramped = useIsCramped();
  const layout = useDefaultLayout({
    id: 'sid-workbench.policy',
    panelIds: ['policy', 'collisions'],
    onlySaveAfterUserInteractions: true,
  });
  if (isCramped) {
    return (
      <div className="results-scroll">
        <PolicyPanel />
        <CollisionsPanel />
      </div>
    );
  }
  return (
    <Group
      id="policy"
      orientation="horizontal"
      onLayoutChanged={layout.onLayoutChanged}
      {...(layout.defaultLayout ? { defaultLayout: layout.defaultLayout } : {})}
    >
      <Pane id="policy" defaultSize="52%" minSize="300px">
        <PolicyPanel />
      </Pane>
      <Separator className="edge" aria-label="Width of the collision policy" />
      <Pane id="collisions" minSize="260px">
        <CollisionsPanel />
      </Pane>
    </Group>
  );
}
