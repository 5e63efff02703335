import { expect, it } from 'vitest';
import { encodeBlock } from './encode-block';

const engine = { status: 'ready', info: {}, loaded: true } as never;
const ready = { engine, slice: {} as never, run: null, engineJob: null };

it('encoding waits for rows and for the engine, and says so', () => {
  expect(encodeBlock(ready)).toBeNull();
  expect(encodeBlock({ ...ready, slice: null })).toContain('open a file');
  expect(encodeBlock({ ...ready, engine: { status: 'starting' } })).toContain('engine');
  expect(encodeBlock({ ...ready, run: {} as never })).toContain('Training');
  expect(encodeBlock({ ...ready, engineJob: {} as never })).toContain('at work');
});
