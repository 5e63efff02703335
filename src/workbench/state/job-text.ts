import type { StepProgress, TrainProgress } from '../../worker/protocol';
import type { Job } from './store';

/** "Assigning, level 2 of 3, iteration 7 of 20" */
export function trainText(progress: TrainProgress): string {
  const level = `level ${progress.level} of ${progress.levels}`;
  const iteration =
    progress.iteration > 0 ? `, iteration ${progress.iteration} of ${progress.iterations}` : '';
  return `${progress.phase}, ${level}${iteration}`;
}

/** "Checking against the CPU, 1,024 of 3,496" */
export function checkText(progress: StepProgress): string {
  return progress.total > 0
    ? `${progress.phase}, ${progress.done.toLocaleString('en')} of ${progress.total.toLocaleString('en')}`
    : progress.phase;
}

export function percentText(job: Job): string {
  return job.fraction === null ? '' : `${Math.floor(job.fraction * 100)}%`;
}

export function etaText(seconds: number | null): string {
  if (seconds === null) return '';
  if (seconds < 1) return 'under 1 s left';
  if (seconds < 90) return `about ${Math.round(seconds)} s left`;
  return `about ${Math.round(seconds / 60)} min left`;
}

/** The whole line: text, percentage, time left. */
export function jobLine(job: Job): string {
  return [job.text, percentText(job), etaText(job.etaSeconds)].filter(Boolean).join(' · ');
}
