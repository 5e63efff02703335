import type { Checkpoint } from '../rqvae/checkpoint/types';
import type { LevelsState } from './levels-state';

/** A run that trains level by level, with all that it depends on. */
export interface LevelsCheckpoint extends Omit<Checkpoint, 'state' | 'pairs'> {
  readonly levels: LevelsState;
}

/** Of any method that trains. */
export type RunCheckpoint = Checkpoint | LevelsCheckpoint;

export function isLearned(checkpoint: RunCheckpoint): checkpoint is Checkpoint {
  return !('levels' in checkpoint);
}
