import type { JobContext } from './assign';
import type { TrainProgress } from './results';
import type { PreparedVectors } from './vectors';

/** A call for a run: what it is computed with, on what, and who listens. */
export interface TrainAttempt extends Pick<JobContext, 'device' | 'assign'> {
  readonly vectors: PreparedVectors;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: TrainProgress) => void) | undefined;
}
