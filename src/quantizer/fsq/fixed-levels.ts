import type { JobContext } from '../assign';
import type { QuantizerConfig } from '../config';
import type { ProgressReporter } from '../progress';
import type { GivenLevel } from '../train-level';
import type { PreparedVectors } from '../vectors';
import { fsqCodebooks } from './fsq-codebooks';

/** Levels of a method that trains none; null for the others. */
export async function fixedLevels(
  context: JobContext,
  { method, codebookSizes }: QuantizerConfig,
  vectors: PreparedVectors,
  progress: ProgressReporter,
): Promise<GivenLevel[] | null> {
  if (method !== 'fsq') return null;
  progress.set({ phase: 'Finding principal axes' });
  const codebooks = await fsqCodebooks(context, vectors, codebookSizes);
  return codebooks.map((codewords) => ({ codewords, history: [] }));
}
