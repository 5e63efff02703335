import type { Arena, Device, Tensor } from '../../compute/device';
import { roundUp } from '../../compute/kernel';
import { deriveSeed } from '../../compute/random';
import { RowLoss } from '../../nn/losses/row-loss';
import { AdamW } from '../../nn/optimizer';
import { matrixParameter, type Parameter } from '../../nn/parameter';
import { createCodebook, type Codebook } from '../codebook';
import type { QuantizerConfig } from '../config';
import { DIM_ALIGN } from '../kernels/layout';
import { BatchQuantizer } from './batch-quantizer';
import { emaLearner, gradientLearner, type CodebookLearner } from './codebook-learner';
import { PairContrast } from './pair-contrast';
import { createDecoder, createEncoder, type Network } from './networks';
import { SinkhornAssign } from './sinkhorn-assign';
import type { StepCounts } from './step-counts';

const ENCODER_STREAM = 12;
const DECODER_STREAM = 13;

/** Encoder, quantizer and decoder with what trains them, all in one arena. */
export interface RqVaeModel {
  readonly encoder: Network;
  readonly decoder: Network;
  /** One a level; the same object for all where they share one. */
  readonly codebooks: readonly Codebook[];
  readonly batch: BatchQuantizer;
  readonly learner: CodebookLearner;
  readonly loss: RowLoss;
  /** Of batches of pairs, where there are any. */
  readonly contrast: PairContrast | null;
  readonly optimizer: AdamW;
  /** Of encoder, decoder, codebooks and contrast; codebooks of moving averages have no gradient. */
  readonly parameters: readonly Parameter[];
  /** The encoder's input, [largestRows][padded dim]. */
  readonly input: Tensor<'f32'>;
  /** Rows of the shard that `input` holds, [largestRows]. */
  readonly index: Tensor<'u32'>;
}

/** `dim` is of the shard, without padding. */
export function createModel(
  arena: Arena,
  config: QuantizerConfig,
  dim: number,
  { largestRows: rows, batchRows, batchPairs }: StepCounts,
): RqVaeModel {
  const { rqvae, distance } = config;
  const encoder = createEncoder(arena, rqvae, dim, rows);
  const decoder = createDecoder(arena, rqvae, dim, rows);
  const sizes = config.codebookSizes;
  const own = (rqvae.sharedCodebook ? sizes.slice(0, 1) : sizes).map((codes, level) => {
    const parameter = matrixParameter(arena, `codebook.${level}`, codes, rqvae.latentDim);
    const codebook = createCodebook(arena, codes, parameter.stride, distance, parameter.value);
    return [codebook, parameter] as const;
  });
  const codebooks = sizes.flatMap((_, level) => {
    const [codebook] = own[rqvae.sharedCodebook ? 0 : level] ?? [];
    return codebook ? [codebook] : [];
  });
  const sinkhorn =
    rqvae.sinkhornRounds > 0 ? new SinkhornAssign(arena, rqvae, rows, Math.max(...sizes)) : null;
  const batch = new BatchQuantizer(arena, config, codebooks, rows, sinkhorn);
  const contrast =
    batchPairs > 0 ? new PairContrast(arena, { pairs: batchPairs, cols: dim }) : null;
  const byCodebook = new Map(own);
  const networks = [...encoder.parameters(), ...decoder.parameters()];
  const scales = contrast?.parameters() ?? [];
  const codewords = [...byCodebook.values()];
  const byGradient = rqvae.codebook === 'gradient';
  return {
    encoder,
    decoder,
    codebooks,
    batch,
    learner: byGradient
      ? gradientLearner(arena, config, batch, byCodebook, rows)
      : emaLearner(arena, config, batch, rows),
    loss: new RowLoss(arena, { kind: rqvae.reconstruction, rows: batchRows, cols: dim }),
    contrast,
    optimizer: new AdamW(arena, [...networks, ...(byGradient ? codewords : []), ...scales], {
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: rqvae.weightDecay,
      maxNorm: rqvae.clipNorm > 0 ? rqvae.clipNorm : null,
    }),
    parameters: [...networks, ...codewords, ...scales],
    input: arena.tensor('batch', 'f32', rows * roundUp(dim, DIM_ALIGN)),
    index: arena.tensor('batch rows', 'u32', rows),
  };
}

/** Seeded first weights of encoder and decoder, and the first scales. */
export function initialiseNetworks(model: RqVaeModel, device: Device, seed: number): void {
  model.encoder.initialise(device, deriveSeed(seed, ENCODER_STREAM));
  model.decoder.initialise(device, deriveSeed(seed, DECODER_STREAM));
  model.contrast?.initialise(device);
}
