import type { QuantizerConfig } from '../../quantizer/config';
import { sortKeys } from '../../quantizer/sort-keys';
import type { CheckpointSummary, EpochReport } from '../../worker/protocol';
import { formatCount } from '../widgets/format';

/** A run that stands between two epochs, or in the middle of a level, and may go on. */
export interface StoppedRun {
  readonly config: QuantizerConfig;
  /** Of a learned run, one an epoch that is done. */
  readonly epochs: readonly EpochReport[];
  /** In training, 1-based; null for a learned run, and where all levels are trained. */
  readonly level: number | null;
  /** `interrupted`: found in the browser's storage, not yet taken up by the engine. */
  readonly how: 'paused' | 'cancelled' | 'failed' | 'interrupted' | 'opened';
  /** What computed it, where that is not what would go on with it. */
  readonly otherAdapter: string | null;
}

export function stoppedFrom(
  { config, history, level, adapter, isSameMachine }: CheckpointSummary,
  how: StoppedRun['how'],
): StoppedRun {
  return { config, epochs: history, level, how, otherAdapter: isSameMachine ? null : adapter };
}

/** Of each kind the engine and the browser keep one run: a newer one takes the place of an older. */
export function isSameKind(a: QuantizerConfig, b: QuantizerConfig): boolean {
  return (a.method === 'rqvae') === (b.method === 'rqvae');
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

/** "A run was interrupted at epoch 12 of 60.", "The run was cancelled in level 2 of 3." */
export function stoppedText({ how, epochs, level, config }: StoppedRun): string {
  const { method, iterations, codebookSizes } = config;
  if (method === 'rqvae') {
    const at = `${formatCount(epochs.length)} of ${formatCount(iterations)}`;
    return `${HOW[how]} at epoch ${at}.`;
  }
  return `${HOW[how]} ${level === null ? 'after its last level' : `in level ${level} of ${codebookSizes.length}`}.`;
}
