import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCpuDevice } from '../../../compute/cpu/cpu-device';
import { decodeSafetensors } from '../../../dataset/formats/safetensors';
import { encodeSafetensors, type NamedTensor } from '../../../dataset/formats/safetensors-write';
import { Problem } from '../../../problem';
import { decodeCheckpoint } from '../../checkpoint/decode-checkpoint';
import { encodeCheckpoint } from '../../checkpoint/encode-checkpoint';
import { isLearned } from '../../checkpoint/types';
import type { QuantizerConfig } from '../../config';
import type { QuantizerRun } from '../../results';
import { createModel } from '../model';
import { stepCounts } from '../step-counts';
import { shapeOf } from '../weights';
import { DIM, learnedConfig, newTrainer, ROWS, stoppedAfter } from './checkpoint.fixture';
import { checksumOf } from '../../../dataset/checkpoint/checksum';
import { requireConfig } from './match-checkpoint';
import { parameterShapes } from './tensor-shapes';

const PAIRS = Uint32Array.from({ length: 2 * 64 }, (_, at) => (at * 7) % ROWS);
const pairs = newTrainer().setPairs(PAIRS);

const CONFIGS: readonly (readonly [string, QuantizerConfig])[] = [
  ['gradient codebooks', learnedConfig()],
  ['moving averages', learnedConfig({ codebook: 'ema' })],
  ['one shared codebook', learnedConfig({ codebook: 'ema', sharedCodebook: true }, [8, 8])],
  ['revival', learnedConfig({ sinkhornRounds: 0, estimator: 'rotation' })],
  ['a residual encoder', learnedConfig({ residual: true, latentDim: DIM })],
  ['no hidden layer', learnedConfig({ hidden: [] })],
  ['contrast', learnedConfig({ contrastive: { pairs, batchPairs: 16, pairsPerItem: 1 } })],
];

/** All but the time it took. */
const outcome = ({ levels, learned, reconstruction }: QuantizerRun) => ({
  levels: levels.map((level) => ({ ...level, seconds: 0 })),
  learned,
  reconstruction,
});

const trainer = (seed = 0) => {
  const made = newTrainer(seed);
  made.setPairs(PAIRS);
  return made;
};

describe.for(CONFIGS)('%s', ([, config]) => {
  test('a run that goes on from the file ends with the same bits', async () => {
    const whole = await trainer().train(config);
    for (const epoch of [1, 3, 4]) {
      const checkpoint = await stoppedAfter(trainer(), config, epoch);
      const bytes = encodeCheckpoint(checkpoint);
      expect(decodeCheckpoint('c', bytes)).toEqual(checkpoint);
      // Pairs come with the checkpoint.
      const other = newTrainer();
      other.takeUp('c', decodeCheckpoint('c', bytes));
      const epochs: number[] = [];
      const rest = await other.train(config, {
        onCheckpoint: (kept) => {
          if (isLearned(kept)) epochs.push(kept.state.epoch);
        },
      });
      expect(epochs).toEqual([1, 2, 3, 4].slice(epoch));
      expect(outcome(rest)).toEqual(outcome(whole));
    }
  });

  test('the file’s shapes are those of the model', () => {
    const loaded = config.rqvae.contrastive ? PAIRS.length / 2 : 0;
    const counts = stepCounts(ROWS, config.iterations, config.rqvae, loaded);
    const model = createModel(createCpuDevice().arena('model'), config, DIM, counts);
    const built = model.parameters.map((p) => ({ name: p.name, shape: shapeOf(p) }));
    const data = { fingerprint: '', rows: ROWS, dim: DIM, pairs: loaded };
    expect(parameterShapes(config, data)).toEqual(built);
  });
});

describe('a file that is not a whole checkpoint', async () => {
  const config = learnedConfig({ codebook: 'ema' });
  const good = encodeCheckpoint(await stoppedAfter(newTrainer(), config, 2));
  const { tensors, metadata } = decodeSafetensors(good);

  /** The same file, changed, with a checksum that fits. */
  const changed = (
    change: (tensor: NamedTensor) => NamedTensor | null,
    told: Record<string, string> = {},
  ) => {
    const before: Record<string, string> = { ...metadata, ...told };
    delete before['checksum'];
    const after = tensors.flatMap((tensor) => change(tensor) ?? []);
    return encodeSafetensors(after, { ...before, checksum: checksumOf(after, before) });
  };
  const same = (tensor: NamedTensor) => tensor;
  const edited = (name: string, edit: (value: never) => unknown) =>
    changed(same, { [name]: JSON.stringify(edit(JSON.parse(metadata[name]!) as never)) });

  test('the test’s own way of changing it changes nothing else', () => {
    expect(decodeCheckpoint('c', changed(same))).toEqual(decodeCheckpoint('c', good));
  });

  test('cut anywhere, or with any byte changed, it is refused in words', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bad = good.slice();
        bad[at]! ^= change;
        for (const bytes of [good.slice(0, at), bad]) {
          let refused: unknown = null;
          try {
            // A header may be padded with any white space: then nothing was changed.
            expect(decodeCheckpoint('c', bytes)).toEqual(decodeCheckpoint('c', good));
          } catch (error) {
            refused = error;
          }
          if (refused !== null) expect(refused).toBeInstanceOf(Problem);
          if (bytes.length < good.length) expect(refused).not.toBeNull();
        }
      }),
      { numRuns: 150 },
    );
  });

  test.for<readonly [string, () => Uint8Array, string, string]>([
    ['nothing', () => new Uint8Array(0), 'CHECKPOINT_FORMAT', 'shorter'],
    [
      'a model',
      () => encodeSafetensors(tensors, { tokenizer: 'rqvae' }),
      'CHECKPOINT_FORMAT',
      'something else',
    ],
    [
      'another version',
      () => changed(same, { sid_checkpoint: '2' }),
      'CHECKPOINT_FORMAT',
      'another version',
    ],
    [
      'a missing tensor',
      () => changed((t) => (t.name === 'ema.1.total' ? null : t)),
      'CHECKPOINT_SHAPE',
      'ema.1.total of c is missing; its config wants [4, 6]',
    ],
    [
      'a tensor of another shape',
      () => changed((t) => (t.name === 'codebook.0' ? { ...t, shape: [6, 8] } : t)),
      'CHECKPOINT_SHAPE',
      'codebook.0 of c has the shape [6, 8]; its config wants [8, 6]',
    ],
    [
      'NaN',
      () =>
        changed((t) =>
          t.name === 'encoder.0.bias' ? { ...t, data: t.data.map(() => Number.NaN) } : t,
        ),
      'CHECKPOINT_FORMAT',
      'training has failed, as encoder.0.bias',
    ],
    ['no config', () => changed(same, { config: 'x' }), 'CHECKPOINT_FORMAT', 'no JSON object'],
    [
      'k-means',
      () => edited('config', (c: object) => ({ ...c, method: 'lloyd' })),
      'CHECKPOINT_FORMAT',
      'how far',
    ],
    [
      'a method that trains nothing',
      () => edited('config', (c: object) => ({ ...c, method: 'fsq' })),
      'CHECKPOINT_FORMAT',
      'its method is',
    ],
    [
      'an odd setting',
      () => edited('config', (c: QuantizerConfig) => ({ ...c, rqvae: { ...c.rqvae, init: 'x' } })),
      'CHECKPOINT_FORMAT',
      'its rqvae.init is',
    ],
    [
      'a width too large',
      () =>
        edited('config', (c: QuantizerConfig) => ({ ...c, rqvae: { ...c.rqvae, hidden: [1e9] } })),
      'CHECKPOINT_FORMAT',
      'cannot be built',
    ],
    [
      'a codebook too large',
      () => edited('config', (c: object) => ({ ...c, codebookSizes: [8, 1e9] })),
      'CHECKPOINT_FORMAT',
      '2 levels of 8, 1000000000',
    ],
    ['no data', () => changed(same, { data: '{}' }), 'CHECKPOINT_FORMAT', 'which vectors'],
    ['no machine', () => changed(same, { machine: '[]' }), 'CHECKPOINT_FORMAT', 'what computed'],
    [
      'an epoch beyond the last',
      () => edited('progress', (p: object) => ({ ...p, epoch: 5 })),
      'CHECKPOINT_FORMAT',
      'how far',
    ],
    [
      'an epoch without its report',
      () => edited('progress', (p: object) => ({ ...p, epoch: 3 })),
      'CHECKPOINT_FORMAT',
      'history of epochs',
    ],
    [
      'a report without a number',
      () =>
        edited('progress', (p: { report: object }) => ({
          ...p,
          report: { ...p.report, seconds: null },
        })),
      'CHECKPOINT_FORMAT',
      'history of epochs',
    ],
  ])('%s', ([, bytes, code, words]) => {
    const decode = () => decodeCheckpoint('c', bytes());
    expect(decode).toThrow(expect.objectContaining({ code }));
    expect(decode).toThrow(words);
  });
});

describe('the pairs of a contrastive run', async () => {
  const contrastive = { pairs, batchPairs: 16, pairsPerItem: 1 };
  const config = learnedConfig({ contrastive });
  const checkpoint = await stoppedAfter(trainer(), config, 2);

  test.for<readonly [string, Uint32Array]>([
    ['others', PAIRS.map((row) => (row + 1) % ROWS)],
    ['of rows that there are not', PAIRS.map((row) => row + ROWS)],
  ])('%s are refused', ([, rows]) => {
    const bytes = encodeCheckpoint({ ...checkpoint, pairs: rows });
    const decode = () => decodeCheckpoint('c', bytes);
    expect(decode).toThrow('its pairs are not those that the run was trained on');
  });

  test('must be there', () => {
    const decode = () => decodeCheckpoint('c', encodeCheckpoint({ ...checkpoint, pairs: null }));
    expect(decode).toThrow(expect.objectContaining({ code: 'CHECKPOINT_SHAPE' }));
  });
});

describe('a checkpoint of something else', () => {
  const config = learnedConfig();

  test('other vectors are refused, and what was there before stays', async () => {
    const checkpoint = await stoppedAfter(newTrainer(), config, 2);
    const other = newTrainer(1);
    expect(() => other.takeUp('c', checkpoint)).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_DATA' }),
    );
    expect(() => other.takeUp('c', checkpoint)).toThrow('96 other vectors of 10 dims');
    expect(other.checkpointOf(config)).toBeNull();
  });

  test('another config is refused; what differs is named, the order of keys does not', async () => {
    const checkpoint = await stoppedAfter(newTrainer(), config, 2);
    const { rqvae, ...rest } = config;
    expect(() => requireConfig('c', checkpoint, { rqvae, ...rest })).not.toThrow();
    const asked = { ...config, seed: 3, rqvae: { ...rqvae, hidden: [9] } };
    expect(() => requireConfig('c', checkpoint, asked)).toThrow(
      expect.objectContaining({
        code: 'CHECKPOINT_CONFIG',
        message: 'c is of a run with seed 0, not 3; hidden [12], not [9].',
      }),
    );
  });

  test('another adapter is told from the same one', async () => {
    const checkpoint = await stoppedAfter(newTrainer(), config, 1);
    expect(newTrainer().isOfThisMachine(checkpoint)).toBe(true);
    for (const change of [{ adapter: 'another' }, { variant: 'none that is left' }]) {
      const machine = { ...checkpoint.machine, ...change };
      expect(newTrainer().isOfThisMachine({ ...checkpoint, machine })).toBe(false);
    }
  });
});
