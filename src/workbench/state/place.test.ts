import { expect, test } from 'vitest';
import { recallPlace, rememberPlace } from './place';

function fakeStorage(noted?: string) {
  const values = new Map<string, string>(
    noted === undefined ? [] : [['sid-workbench.place', noted]],
  );
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

const FIRST = { view: 'codes', tab: 'data', isSqlOpen: false };

test('a place is remembered until it is forgotten', () => {
  const storage = fakeStorage();
  expect(recallPlace(storage)).toEqual(FIRST);
  const place = { view: 'retrieval', tab: 'results', isSqlOpen: true } as const;
  rememberPlace(place, storage);
  expect(recallPlace(storage)).toEqual(place);
  rememberPlace(null, storage);
  expect(recallPlace(storage)).toEqual(FIRST);
});

test('a place that is none, or of another version of the page, is where the page begins', () => {
  for (const noted of ['null', 'no JSON', '{"view":"maps","tab":3,"isSqlOpen":"yes"}']) {
    expect(recallPlace(fakeStorage(noted)), noted).toEqual(FIRST);
  }
});
