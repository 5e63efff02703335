import { expect, test } from 'vitest';
import { NO_ROW } from '../../../sid/no-row';
import { evaluationSplit } from '../../../retriever/split/evaluation-split';
import { historiesOf } from '../../../retriever/split/split.fixture';
import type { MethodLine } from '../../state/retrieval/method-line';
import { retrievalHeadline, splitText, tooDeepText } from './retrieval-text';

test('the split in words: users too short and items unknown only where there are some', () => {
  expect(splitText(evaluationSplit(historiesOf([1, 2, 3, 4])))).toBe(
    '1 user with three interactions or more: the last is the test, the one before it validation, the other 2 are training.',
  );
  const text = splitText(evaluationSplit(historiesOf([1, 2, 3], [1], [NO_ROW, 2, 5])));
  expect(text).toContain('2 users with fewer are for training only. 1 interaction with items');
});

test('histories that nothing can be tested on are refused, with the reason', () => {
  expect(() => evaluationSplit(historiesOf([1, 2]))).toThrow(/three interactions/);
});

test('who leads, and popularity beside it', () => {
  const row = (kind: 'popularity' | 't5', recall: number | null) =>
    ({
      ...{ kind, name: kind === 't5' ? 'T5 greedy' : 'Popularity' },
      report: { items: { all: { atK: [{}, { recall }] } } },
    }) as unknown as MethodLine;
  expect(retrievalHeadline([row('popularity', 0.1), row('t5', 0.2)], 1)).toBe(
    'T5 greedy leads: Recall@5 20%; popularity 10%.',
  );
  const popular = row('popularity', 0.1);
  expect(retrievalHeadline([popular], 1)).toBe('Popularity leads: Recall@5 10%.');
  // A list too short for K leads nothing.
  expect(retrievalHeadline([row('t5', null), popular], 1)).toBe('Popularity leads: Recall@5 10%.');
  expect(retrievalHeadline([row('t5', null)], 1)).toBe(
    'No list here is 5 items long: choose a smaller K.',
  );
  expect(retrievalHeadline([], 1)).toBe('');
  expect(tooDeepText(1000, 20)).toBe(
    'No list of this method is longer than 20, so that a figure at K = 1,000 would repeat that of 20.',
  );
});
