import { Suspense, useState } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { HelpDialog } from './panels/HelpDialog';
import { AddressDialog } from './panels/late-panels';
import { NarrowLayout } from './panels/NarrowLayout';
import { TopBar } from './panels/TopBar';
import { WideLayout } from './panels/WideLayout';
import { goToTab, goToView, showSql, usePlace } from './state/place';
import { showAddressDialog, useAddressDialog } from './state/remote/address-dialog';
import { useIsNarrow } from './state/use-is-narrow';
import { ViewProvider } from './state/view-context';
import { BugFallback } from './widgets/BugFallback';
import { DropTarget } from './widgets/DropTarget';
import { useShortcuts } from './use-shortcuts';

/** The whole page. Left to right is the way of the work: data, knobs, what came out, why. */
export function Workbench() {
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const { tab, view, isSqlOpen } = usePlace();
  const isNarrow = useIsNarrow();
  const isAddressOpen = useAddressDialog((state) => state.isOpen);
  useShortcuts({
    showHelp: () => {
      setIsHelpOpen(true);
    },
    toggleSql: () => {
      showSql(!usePlace.getState().isSqlOpen);
    },
    showTab: goToTab,
    showView: goToView,
    isDialogOpen: isHelpOpen || isAddressOpen,
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
            <NarrowLayout tab={tab} onTab={goToTab} />
          ) : (
            <WideLayout isSqlOpen={isSqlOpen} onSql={showSql} view={view} onView={goToView} />
          )}
        </ViewProvider>
      </div>
      {isAddressOpen && (
        <Suspense fallback={null}>
          <AddressDialog onClose={() => showAddressDialog(false)} />
        </Suspense>
      )}
      <HelpDialog isOpen={isHelpOpen} onClose={() => setIsHelpOpen(false)} />
      <DropTarget />
    </ErrorBoundary>
  );
}
