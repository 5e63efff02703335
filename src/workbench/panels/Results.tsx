import type { ReactNode } from 'react';
import { useWorkbench } from '../state/store';
import type { View } from '../state/view';
import { CapabilityPanel } from './CapabilityPanel';
import { ResultsHeader } from './ResultsHeader';

interface ResultsProps {
  readonly view: View | null;
  /** The result panels, laid out by the caller. */
  readonly children: ReactNode;
}

/** The centre: what came out; or, without a device, why nothing can. */
export function Results({ view, children }: ResultsProps) {
  const engine = useWorkbench((state) => state.engine);
  if (engine.status === 'failed') {
    return (
      <main className="results">
        <CapabilityPanel problem={engine.problem} />
      </main>
    );
  }
  return (
    <main className="results">
      <ResultsHeader view={view} />
      {children}
    </main>
  );
}
