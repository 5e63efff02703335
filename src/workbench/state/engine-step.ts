import { CANCELLED, toProblemDetail, type ProblemDetail } from '../../problem';
import type { CallOptions, EngineApi, StepProgress } from '../../worker/protocol';
import { engineClient } from './clients';
import { checkText } from './job-text';
import { setState, type Job } from './store';

/**
 * One call of the engine that reports steps, shown as a job that Cancel ends. `report` is told a
 * problem, of a cancel and once all is well null; either way the job is over when this returns.
 */
export async function engineStep(
  kind: Job['kind'],
  text: string,
  controller: AbortController,
  work: (engine: EngineApi, options: CallOptions<StepProgress>) => Promise<void>,
  report: (problem: ProblemDetail | null) => void = (engineProblem) => setState({ engineProblem }),
): Promise<void> {
  const cancel = () => {
    controller.abort();
  };
  const show = (line: string, fraction: number | null) => {
    setState({ engineJob: { kind, text: line, fraction, etaSeconds: null, cancel } });
  };
  show(text, null);
  report(null);
  try {
    await work(await engineClient(), {
      signal: controller.signal,
      onProgress: (progress) => {
        show(checkText(progress), progress.total > 0 ? progress.done / progress.total : null);
      },
    });
    setState({ engineJob: null });
  } catch (error) {
    const problem = toProblemDetail(error);
    setState({ engineJob: null });
    report(problem.code === CANCELLED ? null : problem);
  }
}
