import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checksumOf } from '../../dataset/checkpoint/checksum';
import { decodeSafetensors } from '../../dataset/formats/safetensors';
import { encodeSafetensors, type NamedTensor } from '../../dataset/formats/safetensors-write';
import { Problem } from '../../problem';
import type { QuantizerConfig } from '../config';
import type { QuantizerRun } from '../results';
import { requireConfig } from '../rqvae/checkpoint/match-checkpoint';
import { decodeCheckpoint } from './decode-checkpoint';
import { encodeCheckpoint } from './encode-checkpoint';
import { float64Tensors, takeFloat64 } from './float64-parts';
import { LEVELS_CONFIG, newLevelsTrainer, stoppedAtCheckpoint } from './levels-checkpoint.fixture';

const CONFIGS: readonly (readonly [string, Partial<QuantizerConfig>, number])[] = [
  ['Lloyd', {}, 10],
  ['Lloyd on the paths of a beam', { trainBeam: 3, beam: 2 }, 10],
  ['moving averages, cosine', { method: 'ema', distance: 'cosine' }, 10],
  ['under a capacity', { method: 'balanced' }, 10],
  ['product quantization', { method: 'pq' }, 10],
  // Its product's ten, then as many turns as iterations.
  ['OPQ', { method: 'opq' }, 14],
];

/** All but the time it took, and whether a level was trained here. */
const outcome = ({ levels, reconstruction, nearest }: QuantizerRun) => ({
  levels: levels.map((level) => ({ ...level, seconds: 0, reused: false })),
  ...{ reconstruction, nearest },
});

describe.for(CONFIGS)('%s', ([, change, checkpoints]) => {
  const config = { ...LEVELS_CONFIG, ...change };

  test('a run that goes on from the file ends with the same bits, wherever it stopped', async () => {
    const whole = await newLevelsTrainer().train(config);
    for (const count of [1, 3, 5, 8, checkpoints]) {
      const checkpoint = await stoppedAtCheckpoint(newLevelsTrainer(), config, count);
      const read = decodeCheckpoint('c', encodeCheckpoint(checkpoint));
      expect(read).toEqual(checkpoint);
      const other = newLevelsTrainer();
      other.takeUp('c', read);
      // One that is read and not gone on with is the same file again.
      expect(other.checkpointOf(config)).toEqual(checkpoint);
      expect(outcome(await other.train(config))).toEqual(outcome(whole));
    }
  });
});

test('of a run that another has followed there is none, and a forgotten one starts anew', async () => {
  const trainer = newLevelsTrainer();
  await stoppedAtCheckpoint(trainer, LEVELS_CONFIG, 3);
  expect(trainer.checkpointOf(LEVELS_CONFIG)).toMatchObject({ levels: { fit: { iteration: 3 } } });
  expect(trainer.checkpointOf({ ...LEVELS_CONFIG, seed: 3 })).toBeNull();
  trainer.forgetCheckpoint(LEVELS_CONFIG);
  expect(trainer.checkpointOf(LEVELS_CONFIG)).toBeNull();
});

test('the finished levels of a run that is taken up are told before the next is trained', async () => {
  const checkpoint = await stoppedAtCheckpoint(newLevelsTrainer(), LEVELS_CONFIG, 7);
  const trainer = newLevelsTrainer();
  trainer.takeUp('c', checkpoint);
  const told: unknown[] = [];
  await trainer.train(LEVELS_CONFIG, {
    onProgress: ({ finished, level }) => {
      if (finished) told.push([level, finished.codebookSize, finished.reused]);
    },
  });
  expect(told).toEqual([
    [1, 8, true],
    [2, 6, false],
  ]);
});

test('other vectors and other settings are refused', async () => {
  const checkpoint = await stoppedAtCheckpoint(newLevelsTrainer(), LEVELS_CONFIG, 2);
  expect(() => newLevelsTrainer(8).takeUp('c', checkpoint)).toThrow(
    expect.objectContaining({ code: 'CHECKPOINT_DATA' }),
  );
  const rqvae = { ...LEVELS_CONFIG.rqvae, latentDim: 3 };
  // What its method does not use is no other run.
  expect(() => requireConfig('c', checkpoint, { ...LEVELS_CONFIG, rqvae })).not.toThrow();
  expect(() => requireConfig('c', checkpoint, { ...LEVELS_CONFIG, trainBeam: 2 })).toThrow(
    'c is of a run with trainBeam 1, not 2.',
  );
});

test('doubles are three parts, to the last bit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }),
      (list) => {
        const values = Float64Array.from(list, (x) => (Math.abs(x) < 1e-20 ? 0 : x));
        const shape = { name: 'x', shape: [values.length] };
        const parts = new Map(float64Tensors(shape, values).map((part) => [part.name, part.data]));
        expect(takeFloat64(({ name }) => parts.get(name)!, shape)).toEqual(
          values.map((x) => x + 0),
        );
      },
    ),
  );
});

describe('a file that is not a whole checkpoint', async () => {
  const config = { ...LEVELS_CONFIG, method: 'ema' } as const;
  const good = encodeCheckpoint(await stoppedAtCheckpoint(newLevelsTrainer(), config, 7));
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
  const without = (name: string) => changed((t) => (t.name === name ? null : t));
  const withData = (name: string, at: number, value: number) =>
    changed((t) => (t.name === name ? { ...t, data: t.data.with(at, value) } : t));
  const edited = (edit: (progress: Record<string, unknown>) => unknown) =>
    changed((t) => t, {
      progress: JSON.stringify(edit(JSON.parse(metadata['progress']!) as Record<string, unknown>)),
    });

  test('cut anywhere, or with any byte changed, it is refused in words', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bad = good.slice();
        bad[at]! ^= change;
        for (const bytes of [good.slice(0, at), bad]) {
          try {
            expect(decodeCheckpoint('c', bytes)).toEqual(decodeCheckpoint('c', good));
          } catch (error) {
            expect(error).toBeInstanceOf(Problem);
            continue;
          }
          expect(bytes.length).toBe(good.length);
        }
      }),
      { numRuns: 100 },
    );
  });

  test.for<readonly [string, () => Uint8Array, string, string]>([
    ['a codebook is missing', () => without('levels.0.codebook'), 'CHECKPOINT_SHAPE', 'is missing'],
    [
      'sums are missing',
      () => without('fit.total'),
      'CHECKPOINT_SHAPE',
      'fit.total of c is missing',
    ],
    [
      'a code of no codeword',
      () => withData('levels.0.codes', 3, 8),
      'CHECKPOINT_FORMAT',
      '0 to 7',
    ],
    ['half a code', () => withData('levels.0.codes', 3, 0.5), 'CHECKPOINT_FORMAT', '0 to 7'],
    ['NaN', () => withData('fit.codewords', 0, Number.NaN), 'CHECKPOINT_FORMAT', 'fit.codewords'],
    ['no progress', () => edited(() => []), 'CHECKPOINT_FORMAT', 'how far'],
    [
      'more levels than there are',
      () => edited(({ finished, ...rest }) => ({ ...rest, finished: Array(3).fill(finished) })),
      'CHECKPOINT_FORMAT',
      'how far',
    ],
    [
      'a level without its figures',
      () => edited((progress) => ({ ...progress, finished: [{}] })),
      'CHECKPOINT_FORMAT',
      'how far',
    ],
    [
      'an iteration beyond the last',
      () => edited(({ fit, ...rest }) => ({ ...rest, fit: { ...(fit as object), iteration: 5 } })),
      'CHECKPOINT_FORMAT',
      'in training',
    ],
    [
      'a rotation where there is none',
      () => edited((progress) => ({ ...progress, rotation: { iteration: 1, histories: [] } })),
      'CHECKPOINT_FORMAT',
      'in training',
    ],
    [
      'a learned run’s config',
      () =>
        changed((t) => t, {
          config: JSON.stringify({ ...config, method: 'rqvae', trainBeam: 1 }),
        }),
      'CHECKPOINT_FORMAT',
      'how far',
    ],
  ])('%s', ([, bytes, code, words]) => {
    const decode = () => decodeCheckpoint('c', bytes());
    expect(decode).toThrow(expect.objectContaining({ code }));
    expect(decode).toThrow(words);
  });
});
