import { Problem } from '../../../problem';
import type { RetrieverConfig } from '../config';
import type { RetrieverCheckpoint, RetrieverData } from './types';

/** What a training is asked to be. */
export type AskedTraining = Pick<RetrieverCheckpoint, 'config' | 'data'>;

/**
 * Throws `CHECKPOINT_DATA` unless the checkpoint is of these histories and SIDs, `CHECKPOINT_CONFIG`
 * unless it is of this config; names what differs.
 */
export function requireTraining(
  file: string,
  checkpoint: RetrieverCheckpoint,
  { config, data }: AskedTraining,
): void {
  const { sids, histories } = differences(checkpoint.data, data);
  if (sids || histories) {
    const what = [...(sids ? ['SIDs'] : []), ...(histories ? ['histories'] : [])].join(' and ');
    throw new Problem(
      'CHECKPOINT_DATA',
      `${file} is of other ${what} than those in use.`,
      'Use the same codes and the same histories as the run had, or train from the start.',
    );
  }
  const list = different(checkpoint.config, config);
  if (list.length === 0) return;
  throw new Problem(
    'CHECKPOINT_CONFIG',
    `${file} is of a run with ${list.join('; ')}.`,
    'Give the settings that the run had, or another file for the checkpoint.',
  );
}

/** Whether the training would go on from the checkpoint. */
export function isOfTraining(checkpoint: AskedTraining, { config, data }: AskedTraining): boolean {
  const { sids, histories } = differences(checkpoint.data, data);
  return !sids && !histories && different(checkpoint.config, config).length === 0;
}

function differences(saved: RetrieverData, inUse: RetrieverData) {
  return {
    sids: saved.sids !== inUse.sids || saved.codebookSizes.join() !== inUse.codebookSizes.join(),
    histories: saved.histories !== inUse.histories,
  };
}

/** "epochs 30, not 10" for every setting that differs. */
function different(saved: RetrieverConfig, asked: RetrieverConfig): string[] {
  const [was, is] = [settings(saved), settings(asked)];
  return Object.keys(is)
    .filter((name) => was[name] !== is[name])
    .map((name) => `${name} ${was[name] ?? ''}, not ${is[name] ?? ''}`);
}

/** Settings by name, as text; the vocabulary's size is told by the SIDs. */
function settings({ model, ...rest }: RetrieverConfig): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ...rest, ...model })
      .filter(([name]) => name !== 'vocabSize')
      .map(([name, value]) => [name, String(value)]),
  );
}
