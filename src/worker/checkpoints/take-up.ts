import type { QuantizerConfig } from '../../quantizer/config';
import { decodeCheckpoint } from '../../quantizer/rqvae/checkpoint/decode-checkpoint';
import { requireConfig } from '../../quantizer/rqvae/checkpoint/match-checkpoint';
import type { Checkpoint } from '../../quantizer/rqvae/checkpoint/types';
import type { Trainer } from '../../quantizer/trainer';
import type { CheckpointSummary } from '../protocol';

/**
 * Reads a checkpoint and has the trainer take it up; `name` is what messages call it. With `config` it
 * must be of that. Throws `CHECKPOINT_FORMAT`, `CHECKPOINT_SHAPE`, `CHECKPOINT_DATA`, `CHECKPOINT_CONFIG`.
 */
export async function takeUp(
  trainer: Trainer,
  file: Blob,
  name: string,
  config: QuantizerConfig | null,
): Promise<CheckpointSummary> {
  const checkpoint = decodeCheckpoint(name, new Uint8Array(await file.arrayBuffer()));
  if (config) requireConfig(name, checkpoint, config);
  trainer.takeUp(name, checkpoint);
  return summaryOf(checkpoint, trainer);
}

function summaryOf(checkpoint: Checkpoint, trainer: Trainer): CheckpointSummary {
  const { config, machine, state } = checkpoint;
  return {
    config,
    epoch: state.epoch,
    history: state.report.history,
    adapter: machine.adapter,
    isSameMachine: trainer.isOfThisMachine(checkpoint),
  };
}
