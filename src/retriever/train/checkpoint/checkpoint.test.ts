import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checksumOf } from '../../../dataset/checkpoint/checksum';
import { decodeSafetensors } from '../../../dataset/formats/safetensors';
import { encodeSafetensors, type NamedTensor } from '../../../dataset/formats/safetensors-write';
import { createCpuDevice } from '../../../compute/cpu/cpu-device';
import { Problem } from '../../../problem';
import { cycleHistories, SIDS, SMALL } from '../cycle.fixture';
import { RetrieverTrainer, type RetrieverRequest } from '../retriever-trainer';
import { decodeRetrieverCheckpoint } from './decode-checkpoint';
import { encodeRetrieverCheckpoint } from './encode-checkpoint';
import type { RetrieverCheckpoint } from './types';

const REQUEST: RetrieverRequest = { histories: cycleHistories(12), sids: SIDS, config: SMALL };

async function trained(
  request: RetrieverRequest,
  takeUp: ((trainer: RetrieverTrainer) => void) | null = null,
) {
  const trainer = new RetrieverTrainer();
  takeUp?.(trainer);
  const run = { device: createCpuDevice(), spend: () => Promise.resolve() };
  const checkpoints: RetrieverCheckpoint[] = [];
  const result = await trainer.train(run, request, {
    onProgress: () => undefined,
    onCheckpoint: (checkpoint) => checkpoints.push(checkpoint),
  });
  return { result, checkpoints };
}

const { result: whole, checkpoints } = await trained(REQUEST);
const good = encodeRetrieverCheckpoint(checkpoints[1]!);

describe.for([
  ['as it is', SMALL],
  ['gated and untied', { model: { feedForward: 'gated-gelu', tieWordEmbeddings: false } }],
  ['with user tokens', { userBuckets: 5 }],
] as const)('a model %s', ([, change]) => {
  test('goes on from the file to the same bits', async () => {
    const model = { ...SMALL.model, ...('model' in change ? change.model : {}) };
    const request = { ...REQUEST, config: { ...SMALL, ...change, model } };
    const { result, checkpoints: all } = await trained(request);
    expect(all).toHaveLength(3);
    for (const checkpoint of all) {
      const bytes = encodeRetrieverCheckpoint(checkpoint);
      const read = decodeRetrieverCheckpoint('c', bytes);
      expect(checkpoint).toMatchObject(read);
      const rest = await trained(request, (trainer) => trainer.takeUp('c', read, request));
      expect(rest.result).toEqual(result);
    }
  });
});

describe('a file that is not a whole checkpoint', () => {
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
    const read = decodeRetrieverCheckpoint('c', changed(same));
    expect(read).toEqual(decodeRetrieverCheckpoint('c', good));
  });

  test('cut anywhere, or with any byte changed, it is refused in words', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bad = good.slice();
        bad[at]! ^= change;
        for (const bytes of [good.slice(0, at), bad]) {
          try {
            // A header may be padded with any white space: then nothing was changed.
            const read = decodeRetrieverCheckpoint('c', bytes);
            expect(read).toEqual(decodeRetrieverCheckpoint('c', good));
          } catch (error) {
            expect(error).toBeInstanceOf(Problem);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test.for<readonly [string, () => Uint8Array, string, string]>([
    ['nothing', () => new Uint8Array(0), 'CHECKPOINT_FORMAT', 'shorter'],
    ['a model', () => encodeSafetensors(tensors, {}), 'CHECKPOINT_FORMAT', 'something else'],
    [
      'another version',
      () => changed(same, { retriever_checkpoint: '2' }),
      'CHECKPOINT_FORMAT',
      'another version',
    ],
    [
      'a missing moment',
      () => changed((t) => (t.name === 'adamw.moment2.shared.weight' ? null : t)),
      'CHECKPOINT_SHAPE',
      'adamw.moment2.shared.weight of c is missing; its config wants [8, 16]',
    ],
    [
      'another width',
      () => edited('training', (c: typeof SMALL) => ({ ...c, model: { ...c.model, dModel: 12 } })),
      'CHECKPOINT_SHAPE',
      'shared.weight of c has the shape [8, 16]; its config wants [8, 12]',
    ],
    [
      'Inf',
      () =>
        changed((t) => (t.name === 'shared.weight' ? { ...t, data: t.data.map(() => 1 / 0) } : t)),
      'CHECKPOINT_FORMAT',
      'training has failed, as shared.weight',
    ],
    ['no config', () => changed(same, { training: 'x' }), 'CHECKPOINT_FORMAT', 'no JSON object'],
    [
      'an odd setting',
      () => edited('training', (c: object) => ({ ...c, seed: 'x' })),
      'CHECKPOINT_FORMAT',
      'its seed is',
    ],
    [
      'layers without end',
      () =>
        edited('training', (c: typeof SMALL) => ({ ...c, model: { ...c.model, numLayers: 1e9 } })),
      'CHECKPOINT_FORMAT',
      'its model.numLayers is',
    ],
    [
      'a config that cannot be trained',
      () => edited('training', (c: object) => ({ ...c, warmUp: 2 })),
      'CHECKPOINT_FORMAT',
      'no share',
    ],
    ['no data', () => changed(same, { data: '{}' }), 'CHECKPOINT_FORMAT', 'which histories'],
    ['no adapter', () => changed(same, { adapter: '1' }), 'CHECKPOINT_FORMAT', 'what computed'],
    [
      'a step without its loss',
      () => edited('progress', (p: object) => ({ ...p, step: 5 })),
      'CHECKPOINT_FORMAT',
      'its losses',
    ],
    [
      'more epochs than asked for',
      () => edited('training', (c: object) => ({ ...c, epochs: 1 })),
      'CHECKPOINT_FORMAT',
      'its losses',
    ],
  ])('%s', ([, bytes, code, words]) => {
    const decode = () => decodeRetrieverCheckpoint('c', bytes());
    expect(decode).toThrow(expect.objectContaining({ code }));
    expect(decode).toThrow(words);
  });
});

test('a checkpoint of something else is refused; what differs is named', () => {
  const read = decodeRetrieverCheckpoint('c', good);
  const takeUp = (change: Partial<RetrieverRequest>) => () =>
    new RetrieverTrainer().takeUp('c', read, { ...REQUEST, ...change });
  expect(takeUp({})).not.toThrow();
  expect(takeUp({ histories: cycleHistories(13) })).toThrow('c is of other histories than');
  const codes = SIDS.codes.toReversed();
  expect(takeUp({ sids: { ...SIDS, codes } })).toThrow('c is of other SIDs than');
  const config = { ...SMALL, epochs: 4, model: { ...SMALL.model, dropout: 0.5 } };
  expect(takeUp({ config })).toThrow(
    expect.objectContaining({
      code: 'CHECKPOINT_CONFIG',
      message: 'c is of a run with epochs 3, not 4; dropout 0.1, not 0.5.',
    }),
  );
});

test('a finished run is trained by the file alone', async () => {
  const bytes = encodeRetrieverCheckpoint(checkpoints.at(-1)!);
  const again = await trained(REQUEST, (trainer) =>
    trainer.takeUp('c', decodeRetrieverCheckpoint('c', bytes), REQUEST),
  );
  expect(again.checkpoints).toEqual([]);
  expect(again.result).toEqual(whole);
});
