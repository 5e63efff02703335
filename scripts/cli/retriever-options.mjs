import { commonOf } from './input-options.mjs';
import { oneOf, real, whole, wrong } from './option-values.mjs';

/** Options of `train-retriever` beside the common ones. What is left out has the page's default. */
export const RETRIEVER_OPTIONS = {
  codes: { type: 'string' },
  histories: { type: 'string' },
  preset: { type: 'string', default: 'tiny' },
  'd-model': { type: 'string' },
  'd-kv': { type: 'string' },
  heads: { type: 'string' },
  'd-ff': { type: 'string' },
  layers: { type: 'string' },
  'decoder-layers': { type: 'string' },
  'feed-forward': { type: 'string' },
  untied: { type: 'boolean' },
  dropout: { type: 'string' },
  'user-buckets': { type: 'string' },
  'max-items': { type: 'string' },
  epochs: { type: 'string' },
  batch: { type: 'string' },
  accumulate: { type: 'string' },
  'learning-rate': { type: 'string' },
  warmup: { type: 'string' },
  'weight-decay': { type: 'string' },
  'clip-norm': { type: 'string' },
  'label-smoothing': { type: 'string' },
  checkpoint: { type: 'string' },
};

const MAX_COUNT = 2 ** 20;
/** The largest share of what must be below 1. */
const MOST = 0.99;

/** The two files that the command reads, and that of --checkpoint. */
export function codesFileOf({ codes, histories, checkpoint }) {
  if (codes === undefined) throw wrong('train-retriever needs --codes FILE.');
  if (histories === undefined) throw wrong('train-retriever needs --histories FILE.');
  return { file: codes, histories, ...(checkpoint !== undefined && { checkpoint }) };
}

/** The `TrainRetrieverRequest` of src/headless/request.ts. */
export function retrieverRequestOf(values) {
  const { device, seed } = commonOf(values);
  /** The option under the name that the config gives it, or nothing where it was left out. */
  const given = (option, name, read) =>
    values[option] === undefined ? {} : { [name]: read(option, values[option]) };
  const count = (option, text) => whole(option, text, 1, MAX_COUNT);
  const share = (option, text) => real(option, text, 0, MOST);
  return {
    device,
    preset: oneOf('preset', values.preset, ['tiny', 'small']),
    model: {
      ...given('d-model', 'dModel', count),
      ...given('d-kv', 'dKv', count),
      ...given('heads', 'numHeads', count),
      ...given('d-ff', 'dFf', count),
      ...given('layers', 'numLayers', count),
      ...given('decoder-layers', 'numDecoderLayers', count),
      ...given('feed-forward', 'feedForward', (option, text) =>
        oneOf(option, text, ['relu', 'gated-gelu']),
      ),
      ...(values.untied && { tieWordEmbeddings: false }),
      ...given('dropout', 'dropout', share),
    },
    config: {
      seed,
      ...given('user-buckets', 'userBuckets', (option, text) => whole(option, text, 0, MAX_COUNT)),
      ...given('max-items', 'maxItems', count),
      ...given('epochs', 'epochs', count),
      ...given('batch', 'batchSize', count),
      ...given('accumulate', 'accumulate', count),
      ...given('learning-rate', 'learningRate', (option, text) => real(option, text, 0, 10, true)),
      ...given('warmup', 'warmUp', share),
      ...given('weight-decay', 'weightDecay', (option, text) => real(option, text, 0, 10)),
      ...given('clip-norm', 'clipNorm', (option, text) => real(option, text, 0, 1e6)),
      ...given('label-smoothing', 'labelSmoothing', share),
    },
    checkpoint: values.checkpoint !== undefined,
    // Whether there is a file to go on from is found out when the command runs.
    goOn: false,
  };
}
