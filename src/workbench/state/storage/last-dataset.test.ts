import { expect, test } from 'vitest';
import { recallDataset, rememberDataset } from './last-dataset';

function fakeStorage() {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

test('the last kept dataset is remembered until another, or none, is open', () => {
  const storage = fakeStorage();
  expect(recallDataset(storage)).toBeNull();
  rememberDataset('a', storage);
  expect(recallDataset(storage)).toBe('a');
  rememberDataset(null, storage);
  expect(recallDataset(storage)).toBeNull();
});

test('blocked storage begins with the sample', () => {
  const blocked = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  const storage = { getItem: blocked, setItem: blocked, removeItem: blocked };
  expect(recallDataset(storage)).toBeNull();
  expect(() => rememberDataset('a', storage)).not.toThrow();
});
