import { expect, test } from 'vitest';
import { sidsOf } from '../selection';
import type { Histories } from '../../../dataset/histories/types';
import { levelsFrom } from '../results.fixture';
import { methodsOf } from '../../../retriever/baselines/methods';
import { addRow, editRetrieval, evaluationOf, useRetrieval } from './retrieval-store';
import type { Evaluation, MethodRow } from './retrieval-store';

const histories = {} as Histories;
const someSids = () => sidsOf(levelsFrom([2], [[0, 1]]))!;
const row = (kind: 'popularity' | 'markov') => ({ method: { kind } }) as MethodRow;

test('evaluations of several settings are kept side by side, until the SIDs are others', () => {
  const sids = someSids();
  const begin = (): Evaluation => {
    const { settings } = useRetrieval.getState();
    return { sids, histories, settings, rows: [] };
  };
  const shown = () => evaluationOf(useRetrieval.getState(), sids, histories)?.rows.length;
  addRow(addRow(begin(), row('popularity')), row('markov'));
  expect(shown()).toBe(2);
  editRetrieval({ part: 'validation' });
  expect(shown()).toBeUndefined();
  addRow(begin(), row('popularity'));
  expect(shown()).toBe(1);
  editRetrieval({ part: 'test' });
  expect(shown()).toBe(2);
  addRow({ ...begin(), sids: someSids() }, row('popularity'));
  expect(shown()).toBeUndefined();
});

test('four baselines, then four lookups of the profile', () => {
  const methods = methodsOf({ profile: 'last' }, true);
  expect(methods).toHaveLength(8);
  expect(methods.slice(4)).toEqual(
    methods.slice(4).map((method) => ({ ...method, kind: 'sid-lookup', profile: 'last' })),
  );
});

test('without vectors, those that need none', () => {
  const kinds = methodsOf({ profile: 'last' }, false).map(({ kind }) => kind);
  expect(kinds).toEqual(['popularity', 'markov', 'co-occurrence', 'sid-prefix']);
});
