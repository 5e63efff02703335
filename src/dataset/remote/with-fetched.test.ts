import { expect, it } from 'vitest';
import { withFetched } from './with-fetched';

it('says how much has come, with the step that waits for it', () => {
  const said: string[] = [];
  const told = withFetched(({ phase, done, total }) => said.push(`${phase} ${done}/${total}`));
  told.onBytes(3 << 20);
  told.onProgress({ phase: 'Reading vectors', done: 0, total: 9 });
  told.onBytes((3 << 20) + 5);
  told.onBytes(20 << 20);
  told.onProgress({ phase: 'Reading vectors', done: 4, total: 9 });
  expect(said).toEqual([
    'Reading vectors (3 MiB fetched) 0/9',
    'Reading vectors (20 MiB fetched) 0/9',
    'Reading vectors (20 MiB fetched) 4/9',
  ]);
});
