import type { T5Config } from '../../src/retriever/t5/config';

export interface StepSize {
  readonly batch: number;
  /** Tokens of a sequence on either side, as stored. */
  readonly inputTime: number;
  readonly labelTime: number;
}

/** Of weights: forward, the gradient of the input, and that of the weight. */
const PASSES = 3;
/** Of attention: two products forward, four on the way back. Scores computed once more do not count. */
const ATTENTION_PRODUCTS = 6;

/** Operations of a training step's matrix products. */
export function stepFlop(config: T5Config, { batch, inputTime, labelTime }: StepSize): number {
  const { dModel, dFf, vocabSize, numLayers, numDecoderLayers } = config;
  const inner = config.numHeads * config.dKv;
  const [rows, labels] = [batch * inputTime, batch * labelTime];
  const projection = dModel * inner;
  const feedForward = 2 * dModel * dFf * (config.feedForward === 'relu' ? 1 : 1.5);
  const attention = (queries: number, keys: number) => batch * queries * keys * inner;
  const weights =
    numLayers * rows * (4 * projection + feedForward) +
    numDecoderLayers * (labels * (6 * projection + feedForward) + rows * 2 * projection) +
    labels * dModel * vocabSize;
  const scores =
    numLayers * attention(inputTime, inputTime) +
    numDecoderLayers * (attention(labelTime, labelTime) + attention(labelTime, inputTime));
  return 2 * (PASSES * weights + ATTENTION_PRODUCTS * scores);
}
