import { strideOf } from '../../nn/kernels/layout';
import { Problem } from '../../problem';
import { prepareKernels } from '../all-kernels';
import type { JobContext } from '../assign';
import { beamOf } from '../beam/reencode';
import { MAX_BEAM } from '../kernels/beam-merge';
import type { QuantizerRun } from '../results';
import type { SliceOptions } from '../row-slices';
import { decodeError } from '../rqvae/decode-error';
import { encodeLatents } from '../rqvae/encode-latents';
import { energyOf, pad, type PreparedVectors } from '../vectors';
import { encodeLevels } from './encode-levels';
import { checkDim, type SavedQuantizer } from './saved-quantizer';

export interface EncodeProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

export interface EncodeOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: EncodeProgress) => void) | undefined;
}

/** What is known of the shard itself. */
type Facts = Pick<QuantizerRun, 'n' | 'dim' | 'unavoidable'>;

/** Throws `ENCODE_DIM`, `BEAM`: what can be told before vectors are prepared. */
export function checkEncode(saved: SavedQuantizer, dim: number): void {
  const { config } = saved;
  checkDim(saved, dim);
  const isBeam = Number.isInteger(config.beam) && config.beam >= 1 && config.beam <= MAX_BEAM;
  if (isBeam && beamOf(config) === config.beam) return;
  throw new Problem(
    'BEAM',
    `A beam of ${config.beam} paths is not possible with ${saved.file}.`,
    `A beam has 1 to ${MAX_BEAM} paths; more than 1 are for codebooks assigned by L2.`,
  );
}

/**
 * Encodes a shard with a saved quantizer, which stays as it is. The shard that it was trained on gets
 * the codes of the training run, on the same adapter. `vectors` are prepared with the quantizer's own
 * mean. Throws `ENCODE_DIM`, `BEAM`, `CANCELLED`, `GPU_LOST`, `GPU_MEMORY`.
 */
export async function encodeShard(
  context: JobContext,
  saved: SavedQuantizer,
  vectors: PreparedVectors,
  facts: Facts,
  { signal, onProgress }: EncodeOptions = {},
): Promise<QuantizerRun> {
  const started = performance.now();
  const { config, learned, codebooks, codewordDim } = saved;
  const phase = (name: string): SliceOptions => ({
    signal,
    onProgress: (done, total) => onProgress?.({ phase: name, done, total }),
  });
  onProgress?.({ phase: 'Compiling kernels', done: 0, total: 0 });
  await prepareKernels(context, learned ? strideOf(codewordDim) : vectors.dimPadded);
  const source = learned
    ? await encodeLatents(context, vectors, config.rqvae, learned, phase('Encoding vectors'))
    : vectors;
  const coded = await encodeLevels(
    context,
    source,
    codebooks.map((codebook) => pad(codebook, codewordDim, source.dimPadded)),
    {
      ...phase(config.beam > 1 ? 'Searching beams' : 'Assigning codes'),
      distance: config.distance,
      beam: config.beam,
      energy: learned ? energyOf(source.values, source.dimPadded) : vectors.energy,
    },
  );
  const seconds = (performance.now() - started) / 1000;
  const levels = coded.map((level, l) => ({
    ...level,
    codebook: codebooks[l]!,
    ...{ seconds: seconds / coded.length, history: [], revived: 0, reused: false },
  }));
  return {
    ...facts,
    ...{ config, levels, codewordDim, seconds, encodedWith: saved.file },
    center: vectors.center,
    reconstruction: learned
      ? (await decodeError(
          context,
          vectors,
          { codes: levels.map(({ codes }) => codes), codebooks },
          config.rqvae,
          learned,
          phase('Reconstructing'),
        )) /
        (vectors.energy * learned.inputScale ** 2)
      : (levels.at(-1)?.residualEnergy ?? 1),
    learned: learned && { ...learned, history: [] },
  };
}
