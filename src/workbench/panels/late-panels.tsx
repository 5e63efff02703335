import { lazy, Suspense, type ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { BugFallback } from '../widgets/BugFallback';

/** Views that most visits begin without: their code comes when they are first shown. */
export const RunsPanel = lazy(async () => ({
  default: (await import('./runs/RunsPanel')).RunsPanel,
}));

export const PolicyView = lazy(async () => ({
  default: (await import('./policy/PolicyView')).PolicyView,
}));

export const PolicyPanel = lazy(async () => ({
  default: (await import('./policy/PolicyPanel')).PolicyPanel,
}));

export const AlignmentPanel = lazy(async () => ({
  default: (await import('./alignment/AlignmentPanel')).AlignmentPanel,
}));

export const RetrievalPanel = lazy(async () => ({
  default: (await import('./retrieval/RetrievalPanel')).RetrievalPanel,
}));

export const SweepPanel = lazy(async () => ({
  default: (await import('./sweep/SweepPanel')).SweepPanel,
}));

export const StoragePanel = lazy(async () => ({
  default: (await import('./storage/StoragePanel')).StoragePanel,
}));

export const NotationsDialog = lazy(async () => ({
  default: (await import('./NotationsDialog')).NotationsDialog,
}));

export const AddressDialog = lazy(async () => ({
  default: (await import('./remote/AddressDialog')).AddressDialog,
}));

/** Where late panels are shown. */
export function Late({ children }: { readonly children: ReactNode }) {
  return (
    <ErrorBoundary FallbackComponent={BugFallback}>
      <Suspense fallback={<p className="empty">Loading…</p>}>{children}</Suspense>
    </ErrorBoundary>
  );
}
