import { CANCELLED, toProblemDetail } from '../../problem';
import { engineClient } from './clients';
import { checkText } from './job-text';
import { setState } from './store';

/** Rows of the current run that the oracle checks: enough to be sure, few enough to be quick. */
const CHECK_ROWS = 4096;

export async function checkAgainstCpu(): Promise<void> {
  const controller = new AbortController();
  const cancel = () => {
    controller.abort();
  };
  const show = (text: string, fraction: number | null) => {
    setState({ engineJob: { kind: 'check', text, fraction, etaSeconds: null, cancel } });
  };
  show('Checking against the CPU', null);
  try {
    const engine = await engineClient();
    const agreement = await engine.checkAgainstCpu(
      { maxRows: CHECK_ROWS },
      {
        signal: controller.signal,
        onProgress: (progress) => {
          show(checkText(progress), progress.total > 0 ? progress.done / progress.total : null);
        },
      },
    );
    setState({ agreement, engineJob: null });
  } catch (error) {
    const problem = toProblemDetail(error);
    setState({ engineJob: null, engineProblem: problem.code === CANCELLED ? null : problem });
  }
}
