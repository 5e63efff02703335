import { expect, test } from 'vitest';
import { getState, type Job, type WorkbenchState } from '../state/store';
import { engineWait } from './use-engine-wait';

const info = {
  ...({ device: 'cpu', adapter: 'test', software: true } as const),
  ...{ limits: {}, features: [], tuning: null },
};
const ready: WorkbenchState = { ...getState(), engine: { status: 'ready', info, loaded: true } };
const problem = { code: 'GPU_UNAVAILABLE', message: '', hint: '' };

test('whatever the engine waits for is said', () => {
  expect(engineWait(ready)).toBeNull();
  expect(engineWait({ ...ready, engine: { status: 'starting' } })).toContain('is starting');
  expect(engineWait({ ...ready, engine: { status: 'failed', problem } })).toContain('not start');
  const unloaded = { status: 'ready', info, loaded: false } as const;
  expect(engineWait({ ...ready, engine: unloaded })).toContain('vectors');
  expect(engineWait({ ...ready, engineJob: {} as Job })).toContain('at work');
});
