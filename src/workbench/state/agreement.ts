import { engineStep } from './engine-step';
import { setState } from './store';

/** Rows of the current run that the oracle checks: enough to be sure, few enough to be quick. */
const CHECK_ROWS = 4096;

export function checkAgainstCpu(): Promise<void> {
  const text = 'Checking against the CPU';
  return engineStep('check', text, new AbortController(), async (engine, options) => {
    setState({ agreement: await engine.checkAgainstCpu({ maxRows: CHECK_ROWS }, options) });
  });
}
