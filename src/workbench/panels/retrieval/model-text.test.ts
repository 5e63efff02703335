import { expect, test } from 'vitest';
import { DEFAULT_RETRIEVER } from '../../../retriever/train/config';
import type { SidMetrics } from '../../../sid/types';
import type { TrainedModel } from '../../state/retrieval/model-store';
import { keptText, planText, progressText, sharedText, trainedText } from './model-text';

const plan = {
  ...{ parameters: 250_000, vocabulary: 771, bytes: 2 ** 24, largestBinding: 1 },
  ...{ samples: 88_059, users: 671, unknown: 0, stepsPerEpoch: 1376, steps: 2752 },
};
const epochs = [{ training: 4, validation: 4.5 }];

test('the plan, the way and the end in words', () => {
  expect(planText({ ...plan, secondsPerEpoch: 30 }, 2)).toBe(
    '250,000 parameters over 771 tokens, 16.0 MiB on the device; 88,059 samples, 1,376 steps an epoch of about 30 s by a trial. 2 epochs: about 60 s, validation apart.',
  );
  const progress = {
    ...{ step: 7, steps: 2752, epoch: 1, epochs: 2, loss: 5.25 },
    ...{ history: [], etaSeconds: 61 },
  };
  expect(progressText(progress, true)).toBe(
    'Training: epoch 1 of 2, step 7 of 2,752; loss 5.25 nats a code, about 61 s left.',
  );
  expect(progressText(progress, false)).toMatch(/^Stopped: .* a code\.$/);
  const trained = { result: { history: { steps: [], epochs }, plan } } as unknown as TrainedModel;
  expect(trainedText(trained)).toBe(
    'Trained: 250,000 parameters, 1 epoch: loss 4 in training, 4.5 on the validation items, nats a code.',
  );
});

test('what was kept before a reload: on its way, finished, of another adapter', () => {
  const config = { ...DEFAULT_RETRIEVER, epochs: 2 };
  const summary = {
    ...{ config, step: 1400, history: { steps: [], epochs } },
    ...{ adapter: 'X', isSameMachine: true },
  };
  expect(keptText(summary)).toBe(
    'A training on these SIDs was interrupted at step 1,400, 1 of 2 epochs done; this browser has kept it.',
  );
  const end = { ...summary, history: { steps: [], epochs: [...epochs, ...epochs] } };
  expect(keptText({ ...end, isSameMachine: false })).toBe(
    'A model on these SIDs was trained before (2 epochs); this browser has kept it. It was computed on X: here the last bits may differ.',
  );
});

test('items that share a SID are named, if there are any', () => {
  expect(sharedText(null)).toBeNull();
  expect(sharedText({ itemsInCollisionCount: 0 } as SidMetrics)).toBeNull();
  expect(sharedText({ itemsInCollisionCount: 12, n: 3496 } as SidMetrics)).toMatch(
    /^12 of 3,496 items share their SID/,
  );
});
