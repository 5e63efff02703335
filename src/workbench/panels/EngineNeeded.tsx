import type { ReactNode } from 'react';
import { useWorkbench } from '../state/store';
import { CapabilityPanel } from './CapabilityPanel';

/** What the engine does, or, where it did not start, why and the way on. Codes alone are shown without it. */
export function EngineNeeded({ children }: { readonly children: ReactNode }) {
  const engine = useWorkbench((state) => state.engine);
  return engine.status === 'failed' ? <CapabilityPanel problem={engine.problem} /> : children;
}
