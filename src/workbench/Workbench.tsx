import { useState } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import type { CentreView } from './panels/CentreViews';
import { HelpDialog } from './panels/HelpDialog';
import { NarrowLayout } from './panels/NarrowLayout';
import { TopBar } from './panels/TopBar';
import { WideLayout } from './panels/WideLayout';
import { useIsNarrow } from './state/use-is-narrow';
import { ViewProvider } from './state/view-context';
import { BugFallback } from './widgets/BugFallback';
import { DropTarget } from './widgets/DropTarget';
import { useShortcuts } from './use-shortcuts';

/** The whole page. Left to right is the way of the work: data, knobs, what came out, why. */
export function Workbench() {
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const [isSqlOpen, setIsSqlOpen] = useState(false);
  const [tab, setTab] = useState('data');
  const [view, setView] = useState<CentreView>('codes');
  const isNarrow = useIsNarrow();
  useShortcuts({
    showHelp: () => {
      setIsHelpOpen(true);
    },
    toggleSql: () => {
      setIsSqlOpen((isOpen) => !isOpen);
    },
    showTab: setTab,
    showView: setView,
    isDialogOpen: isHelpOpen,
  });
  return (
    <ErrorBoundary FallbackComponent={BugFallback}>
      <div className="workbench">
        <TopBar
          onHelp={() => {
            setIsHelpOpen(true);
          }}
        />
        <ViewProvider>
          {isNarrow ? (
            <NarrowLayout tab={tab} onTab={setTab} />
          ) : (
            <WideLayout isSqlOpen={isSqlOpen} onSql={setIsSqlOpen} view={view} onView={setView} />
          )}
        </ViewProvider>
      </div>
      <HelpDialog isOpen={isHelpOpen} onOpenChange={setIsHelpOpen} />
      <DropTarget />
    </ErrorBoundary>
  );
}
