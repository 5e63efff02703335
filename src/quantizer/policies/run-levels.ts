import type { JobContext } from '../assign';
import type { LevelQuery } from '../level-rows';
import { dimOf } from '../row-source';
import { encodeLatents } from '../rqvae/encode-latents';
import { energyOf, pad, type PreparedVectors } from '../vectors';
import type { SolveOptions } from './solve-policy';
import type { PolicyRequest } from './types';

/**
 * The levels of a run as a query, and the energy of what they quantize: the prepared vectors, or the
 * latents of a learned tokenizer. Throws `CANCELLED`.
 */
export async function runLevels(
  context: JobContext,
  { config, levels, learned }: Pick<PolicyRequest, 'config' | 'levels' | 'learned'>,
  prepared: PreparedVectors,
  { signal, onProgress }: SolveOptions,
): Promise<LevelQuery & { readonly energy: number }> {
  const vectors = learned
    ? await encodeLatents(context, prepared, config.rqvae, learned, {
        signal,
        onProgress: (done, total) => onProgress?.({ phase: 'Encoding', done, total }),
      })
    : prepared;
  return {
    vectors,
    energy: learned ? energyOf(vectors.values, vectors.dimPadded) : prepared.energy,
    codebooks: levels.map(({ codebook, codebookSize }) =>
      pad(codebook, codebook.length / codebookSize, dimOf(vectors)),
    ),
    codes: levels.map(({ codes }) => codes),
    distance: config.distance,
  };
}
