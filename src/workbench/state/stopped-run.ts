import type { QuantizerConfig } from '../../quantizer/config';
import { sortKeys } from '../../quantizer/sort-keys';
import type { CheckpointSummary, EpochReport } from '../../worker/protocol';
import { formatCount } from '../widgets/format';

/** A learned run that stands between two epochs and may go on. */
export interface StoppedRun {
  readonly config: QuantizerConfig;
  /** One an epoch that is done. */
  readonly epochs: readonly EpochReport[];
  /** `interrupted`: found in the browser's storage, not yet taken up by the engine. */
  readonly how: 'paused' | 'cancelled' | 'failed' | 'interrupted' | 'opened';
  /** What computed it, where that is not what would go on with it. */
  readonly otherAdapter: string | null;
}

export function stoppedFrom(
  { config, history, adapter, isSameMachine }: CheckpointSummary,
  how: StoppedRun['how'],
): StoppedRun {
  return { config, epochs: history, how, otherAdapter: isSameMachine ? null : adapter };
}

/** Whether training this config goes on with the run. */
export function goesOn(stopped: StoppedRun | null, config: QuantizerConfig): boolean {
  if (!stopped || stopped.how === 'interrupted') return false;
  return isOf(stopped, config);
}

export function isOf(stopped: StoppedRun, config: QuantizerConfig): boolean {
  return JSON.stringify(sortKeys(stopped.config)) === JSON.stringify(sortKeys(config));
}

const HOW: Readonly<Record<StoppedRun['how'], string>> = {
  paused: 'The run is paused',
  cancelled: 'The run was cancelled',
  failed: 'The run stopped',
  interrupted: 'A run was interrupted',
  opened: 'The run of the checkpoint stands',
};

/** "A run was interrupted at epoch 12 of 60." */
export function stoppedText({ how, epochs, config }: StoppedRun): string {
  const at = `${formatCount(epochs.length)} of ${formatCount(config.iterations)}`;
  return `${HOW[how]} at epoch ${at}.`;
}
