import { deriveSeed } from '../../compute/random';
import { randomNormal } from '../../nn/initialise';
import type { JobContext } from '../assign';
import { assignRows, createAssignment } from '../assign';
import type { Codebook } from '../codebook';
import type { QuantizerConfig } from '../config';
import { fitLloyd } from '../lloyd';
import type { Matrix } from '../matrix';
import { seedCodebook } from '../seeding';
import { stepResidual } from '../train-level';

/** Lloyd iterations of the initialisation: a start, not a result. */
const ITERATIONS = 10;
const STREAM = 11;

/**
 * First codewords. `kmeans`: k-means++ and a few Lloyd iterations a level on the residuals of
 * `latents`, which is used up. `random`: N(0, 1 / latentDim) a value.
 */
export async function initCodebooks(
  context: JobContext,
  config: QuantizerConfig,
  codebooks: readonly Codebook[],
  latents: Matrix,
): Promise<void> {
  // A shared codebook is fitted to the latents, its widest input, and serves every level.
  const own = [...new Set(codebooks)];
  for (const [level, codebook] of own.entries()) {
    const seed = deriveSeed(config.seed, STREAM, level);
    if (config.rqvae.init === 'random') {
      const values = normal(codebook.codes, codebook.dim, config.rqvae.latentDim, seed);
      context.device.write(codebook.codewords, values);
      continue;
    }
    await seedCodebook(context, latents, codebook, seed);
    await fitLloyd({
      context,
      config: { ...config, iterations: ITERATIONS, reviveDeadCodes: true },
      matrix: latents,
      codebook,
      seed,
      resume: null,
      onIteration: () => undefined,
    });
    const arena = context.device.arena('initial codes');
    try {
      const assignment = createAssignment(arena, latents.rows);
      await assignRows(context, latents, codebook, assignment);
      await stepResidual(context, latents, codebook, assignment.code);
    } finally {
      arena.dispose();
    }
  }
}

/** [codes][stride], columns from `dim` on zero. */
function normal(codes: number, stride: number, dim: number, seed: number): Float32Array {
  const values = new Float32Array(codes * stride);
  const scale = 1 / Math.sqrt(dim);
  for (let k = 0; k < codes; k++) {
    for (let d = 0; d < dim; d++) values[k * stride + d] = scale * randomNormal(seed, k * dim + d);
  }
  return values;
}
