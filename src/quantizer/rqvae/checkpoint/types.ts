import type { QuantizerConfig } from '../../config';
import type { Tuning } from '../../results';
import type { RqVaeState } from '../state';

/** The vectors, and the pairs of a `contrastive` run, that a checkpoint is of. */
export interface CheckpointData {
  /** Of the vectors as they were loaded, before centring and normalising. */
  readonly fingerprint: string;
  readonly rows: number;
  readonly dim: number;
  /** How many are loaded; the config has their fingerprint. */
  readonly pairs: number;
}

/**
 * What computed it: the run goes on with the same variant of the assignment. On another adapter it
 * goes on too, and its bits may differ.
 */
export type CheckpointMachine = Pick<Tuning, 'adapter' | 'variant'>;

/** A learned run between two epochs, with all that it depends on. */
export interface Checkpoint {
  readonly config: QuantizerConfig;
  readonly data: CheckpointData;
  readonly machine: CheckpointMachine;
  readonly state: RqVaeState;
  /** Of a `contrastive` run, [n][2] rows; null of another. */
  readonly pairs: Uint32Array | null;
}
