import type { QuantizerConfig } from '../../quantizer/config';
import { decodeCheckpoint } from '../../quantizer/checkpoint/decode-checkpoint';
import {
  isLearned,
  type LevelsCheckpoint,
  type RunCheckpoint,
} from '../../quantizer/checkpoint/types';
import { requireConfig } from '../../quantizer/rqvae/checkpoint/match-checkpoint';
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

export async function readCheckpoint(file: Blob, name: string): Promise<RunCheckpoint> {
  return decodeCheckpoint(name, new Uint8Array(await file.arrayBuffer()));
}

export function summaryOf(checkpoint: RunCheckpoint, trainer: Trainer): CheckpointSummary {
  const { config, machine } = checkpoint;
  const learned = isLearned(checkpoint) ? checkpoint : null;
  return {
    config,
    history: learned?.state.report.history ?? [],
    level: isLearned(checkpoint) ? null : levelAt(checkpoint),
    pairs: learned?.pairs ? learned.pairs.length / 2 : 0,
    adapter: machine.adapter,
    isSameMachine: trainer.isOfThisMachine(checkpoint),
  };
}

/** 1-based; null once all are finished. */
function levelAt({ config, levels }: LevelsCheckpoint): number | null {
  const { length } = levels.finished;
  return length < config.codebookSizes.length ? length + 1 : null;
}
