import type { QuantizerConfig } from '../../quantizer/config';
import { decodeCheckpoint } from '../../quantizer/rqvae/checkpoint/decode-checkpoint';
import { requireConfig } from '../../quantizer/rqvae/checkpoint/match-checkpoint';
import type { Checkpoint } from '../../quantizer/rqvae/checkpoint/types';
import type { Trainer } from '../../quantizer/trainer';
import type { CheckpointSummary } from '../protocol';

interface Wanted {
  /** What messages call the file. */
  readonly name: string;
  /** Of what config the checkpoint must be; null: of any. */
  readonly config: QuantizerConfig | null;
}

/**
 * Reads a checkpoint and has the trainer take it up. Throws `CHECKPOINT_FORMAT`, `CHECKPOINT_SHAPE`,
 * `CHECKPOINT_DATA`, `CHECKPOINT_CONFIG`.
 */
export async function takeUp(
  trainer: Trainer,
  file: Blob,
  { name, config }: Wanted,
): Promise<CheckpointSummary> {
  const checkpoint = await readCheckpoint(file, name);
  if (config) requireConfig(name, checkpoint, config);
  trainer.takeUp(name, checkpoint);
  return summaryOf(checkpoint, trainer);
}

export async function readCheckpoint(file: Blob, name: string): Promise<Checkpoint> {
  return decodeCheckpoint(name, new Uint8Array(await file.arrayBuffer()));
}

export function summaryOf(checkpoint: Checkpoint, trainer: Trainer): CheckpointSummary {
  const { config, machine, state } = checkpoint;
  return {
    config,
    epoch: state.epoch,
    history: state.report.history,
    adapter: machine.adapter,
    isSameMachine: trainer.isOfThisMachine(checkpoint),
  };
}
