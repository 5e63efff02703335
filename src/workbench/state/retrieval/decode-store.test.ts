import { expect, test } from 'vitest';
import type { Histories } from '../../../dataset/histories/types';
import type { Sids } from '../../../sid/types';
import { addDecoded, decodedName, decodedOf, useDecode, type DecodedRow } from './decode-store';

const [sids, histories] = [{} as Sids, {} as Histories];
const model = { name: 'the trained model', file: new Blob() };
const row = (change: Partial<DecodedRow> = {}) =>
  ({ sids, histories, part: 'test', name: 'T5 greedy', model, ...change }) as DecodedRow;
const names = (part: 'test' | 'validation' = 'test') =>
  decodedOf(useDecode.getState().rows, { sids, histories }, part).map(({ name }) => name);

test('lines of one model stand together; one decoded again, or of a model of before, goes', () => {
  addDecoded(row());
  addDecoded(row({ name: 'T5 beam 5' }));
  addDecoded(row({ part: 'validation' }));
  addDecoded(row());
  expect([names(), names('validation')]).toEqual([['T5 beam 5', 'T5 greedy'], ['T5 greedy']]);
  const opened = { name: 'm.safetensors', file: new Blob() };
  addDecoded(row({ name: 'T5 greedy, m.safetensors', model: opened }));
  expect(names()).toHaveLength(3);
  addDecoded(row({ model: { ...model, file: new Blob() } }));
  expect(names()).toEqual(['T5 greedy, m.safetensors', 'T5 greedy']);
  addDecoded(row({ sids: {} as Sids }));
  expect(names()).toEqual([]);
});

test('a line is named by how it was decoded', () => {
  const options = { beam: 1, doubling: false, constrained: true };
  expect(decodedName(options, null)).toBe('T5 greedy');
  expect(decodedName({ ...options, beam: 50 }, null)).toBe('T5 beam 50');
  expect(decodedName({ beam: 2, doubling: true, constrained: false }, 'm')).toBe(
    'T5 beam 2 doubling, no trie, m',
  );
});
