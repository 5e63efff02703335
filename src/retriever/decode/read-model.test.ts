import { expect, test } from 'vitest';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { Problem } from '../../problem';
import { readRetriever, retrieverSafetensors } from '../t5/model-file';
import { encodeRetrieverCheckpoint } from '../train/checkpoint/encode-checkpoint';
import { cycleHistories, SIDS, SMALL } from '../train/cycle.fixture';
import { RetrieverTrainer } from '../train/retriever-trainer';
import { readModel } from './read-model';

const config = { ...SMALL, userBuckets: 5 };
const request = { histories: cycleHistories(12), sids: SIDS, config };
const run = { device: createCpuDevice(), spend: () => Promise.resolve() };

test('the checkpoint of a finished training is its model; one on the way is read too', async () => {
  const trainer = new RetrieverTrainer();
  const onProgress = ({ step }: { readonly step: number }) => {
    if (step === 3) throw new Problem('CANCELLED', 'stopped', '');
  };
  await expect(trainer.train(run, request, { onProgress })).rejects.toThrow('stopped');
  const half = encodeRetrieverCheckpoint(trainer.checkpoint!);
  const trained = await trainer.train(run, request, { onProgress: () => undefined });
  const saved = retrieverSafetensors(trained);
  const end = readModel(encodeRetrieverCheckpoint(trainer.checkpoint!));
  expect(readModel(saved)).toEqual(readRetriever(saved));
  expect(end).toMatchObject({ maxItems: 3, vocabulary: { userBuckets: 5 } });
  expect([end.weights, end.vocabulary]).toEqual([trained.weights, trained.vocabulary]);
  expect(readModel(half).weights).not.toEqual(trained.weights);
  expect(() => readModel(half.slice(0, -4))).toThrow(Problem);
});
