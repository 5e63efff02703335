import { Problem } from '../../../problem';
import type { QuantizerConfig } from '../../config';
import { sortKeys } from '../../sort-keys';
import type { Checkpoint, CheckpointData } from './types';

/** Throws `CHECKPOINT_DATA` unless the checkpoint is of the vectors in use. */
export function requireData(
  file: string,
  { data: saved }: Pick<Checkpoint, 'data'>,
  inUse: Omit<CheckpointData, 'pairs'>,
): void {
  if (saved.fingerprint === inUse.fingerprint) return;
  const { rows, dim } = saved;
  const isAlike = rows === inUse.rows && dim === inUse.dim;
  throw new Problem(
    'CHECKPOINT_DATA',
    isAlike
      ? `${file} is of ${rows} other vectors of ${dim} dims, or of these in another order.`
      : `${file} is of ${rows} x ${dim} vectors; those in use are ${inUse.rows} x ${inUse.dim}.`,
    'Use the same file, column, filter, sample and seed as the run had.',
  );
}

/** Throws `CHECKPOINT_CONFIG` unless the checkpoint is of this config; names what differs. */
export function requireConfig(
  file: string,
  { config }: Pick<Checkpoint, 'config'>,
  asked: QuantizerConfig,
): void {
  const [saved, wanted] = [settings(config), settings(asked)];
  const different = Object.keys(wanted).filter((name) => saved[name] !== wanted[name]);
  if (different.length === 0) return;
  const list = different.map((name) => `${name} ${saved[name] ?? ''}, not ${wanted[name] ?? ''}`);
  throw new Problem(
    'CHECKPOINT_CONFIG',
    `${file} is of a run with ${list.join('; ')}.`,
    'Give the settings that the run had, or another file for the checkpoint.',
  );
}

/** Settings by name, as text; those of `ema` and of learned runs where they are used. */
function settings({ ema, rqvae, ...rest }: QuantizerConfig): Record<string, string> {
  const isLearned = rest.method === 'rqvae';
  const usesEma = isLearned ? rqvae.codebook === 'ema' : rest.method === 'ema';
  const all = { ...rest, ...(isLearned ? rqvae : {}), ...(usesEma ? { ema } : {}) };
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, JSON.stringify(sortKeys(value))]),
  );
}
