import type { ReactNode } from 'react';
import { lacksVectors, useWorkbench } from '../state/store';
import { CapabilityPanel } from './CapabilityPanel';
import { ResultsHeader } from './ResultsHeader';

interface ResultsProps {
  /** The result panels, laid out by the caller. */
  readonly children: ReactNode;
}

/** The centre: what came out; or, without a device, why nothing can. Codes alone need none to be shown. */
export function Results({ children }: ResultsProps) {
  const engine = useWorkbench((state) => state.engine);
  const hasCodesOnly = useWorkbench(lacksVectors);
  if (engine.status === 'failed' && !hasCodesOnly) {
    return (
      <section className="results" aria-label="Results">
        <CapabilityPanel problem={engine.problem} />
      </section>
    );
  }
  return (
    <section className="results" aria-label="Results">
      <ResultsHeader />
      {children}
    </section>
  );
}
