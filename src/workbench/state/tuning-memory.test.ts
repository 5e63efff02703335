import { describe, expect, it } from 'vitest';
import { recallTuning, rememberTuning } from './tuning-memory';

function memoryStorage() {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

const tuning = (adapter: string) => ({ adapter, variant: 'register-tiled', gflops: { a: 4.1 } });

describe('tuning memory', () => {
  it('returns what the last adapter measured, and keeps the others', () => {
    const storage = memoryStorage();
    rememberTuning(tuning('one'), storage);
    rememberTuning(tuning('two'), storage);
    expect(recallTuning(storage)).toEqual(tuning('two'));
    expect([...storage.values.values()].join()).toContain('one');
  });

  it('starts empty, and survives what is no memory of ours', () => {
    const storage = memoryStorage();
    expect(recallTuning(storage)).toBeNull();
    storage.setItem('sid-workbench.tuning', '{not json');
    expect(recallTuning(storage)).toBeNull();
  });
});
