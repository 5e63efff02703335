import { unitVectors } from '../retriever/baselines/unit-vectors';
import type { ItemVectors, LookupSpace } from '../retriever/baselines/evaluate-baseline';
import type { JobContext } from '../quantizer/assign';
import { dimOf } from '../quantizer/row-source';
import { encodeLatents } from '../quantizer/rqvae/encode-latents';
import type { Trainer } from '../quantizer/trainer';
import { pad } from '../quantizer/vectors';
import type { QuantizerInUse } from './protocol';

/**
 * The loaded shard as baselines take it, asked for only by methods that look at vectors. Zeros that pad
 * a row change no product and no norm.
 */
export function baselineVectors(
  context: JobContext,
  shard: () => Trainer,
  quantizer: QuantizerInUse | null,
  signal: AbortSignal | undefined,
): ItemVectors {
  const units = async (center: boolean) => {
    const { values, dimPadded } = await shard().prepare({ center, normalize: true }, signal);
    return unitVectors(values, dimPadded);
  };
  return {
    units: () => units(false),
    centred: () => units(true),
    lookup: async () => {
      if (!quantizer) throw new Error('a SID lookup without a quantizer');
      return lookupSpace(context, shard(), quantizer, signal);
    },
  };
}

async function lookupSpace(
  context: JobContext,
  trainer: Trainer,
  { config, levels, learned, center }: QuantizerInUse,
  signal: AbortSignal | undefined,
): Promise<LookupSpace> {
  const prepared = await trainer.prepare(config, signal, center);
  const source = learned
    ? await encodeLatents(context, prepared, config.rqvae, learned, { signal })
    : prepared;
  const dim = dimOf(source);
  return {
    codebooks: {
      dim,
      distance: config.distance,
      levels: levels.map(({ codebook, codebookSize }) =>
        pad(codebook, codebook.length / codebookSize, dim),
      ),
    },
    quantized: { values: source.values, dim },
    // A learned encoder takes normalised vectors, but gives latents of any length.
    normalized: config.normalize && !learned,
    sids: {
      rows: source.rows,
      codebookSizes: levels.map(({ codebookSize }) => codebookSize),
      codes: levels.map(({ codes }) => codes),
    },
  };
}
