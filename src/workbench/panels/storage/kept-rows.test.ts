import { expect, test } from 'vitest';
import { runFixture } from '../../state/runs/runs.fixture';
import { keptRows, limitText, storageHeadline } from './kept-rows';

const room = { usage: 3 * 2 ** 20, quota: 2 ** 30, isPersistent: false };
const dataset = { id: 'd1', name: 'vectors.npy', files: 2, bytes: 1000, at: 2 };

test('datasets, checkpoints and runs, each with what deleting it deletes', () => {
  const run = runFixture({ id: 4 });
  const { file, fingerprint } = run.data;
  const checkpoints = [
    { name: 'a.safetensors', fingerprint, bytes: 10, at: 3 },
    { name: 'b.levels.safetensors', fingerprint: 'aabbccddeeff0011', bytes: 11, at: 1 },
  ];
  const models = [{ name: '0123456789abcdef-1.safetensors', bytes: 12, at: 4 }];
  const report = { room, datasets: [dataset], checkpoints, models, mostKept: 4 };
  const rows = keptRows(report, [run, runFixture({ id: 5 }), runFixture({ id: -1 })]);
  expect(rows.map(({ kind, name }) => `${kind}: ${name}`)).toEqual([
    'Dataset: vectors.npy and 1 more file',
    `Checkpoint: stopped run on ${file}`,
    'Checkpoint: stopped run on vectors aabbccdd',
    'Model: sequence model on histories 01234567',
    `Runs: 2 runs on ${file}`,
  ]);
  expect(rows.map(({ thing }) => thing)).toEqual([
    { kind: 'dataset', id: 'd1' },
    { kind: 'checkpoint', name: 'a.safetensors' },
    { kind: 'checkpoint', name: 'b.levels.safetensors' },
    { kind: 'model', name: '0123456789abcdef-1.safetensors' },
    { kind: 'runs', ids: [4, 5] },
  ]);
  expect(limitText(report)).toMatch(/^The 4 checkpoints written last are kept/);
  expect(limitText({ ...report, checkpoints: [], models: [] })).toBeNull();
});

test('the headline says what is in use', () => {
  const report = { room, datasets: [dataset], checkpoints: [], models: [], mostKept: 4 };
  expect(storageHeadline(report, [runFixture({ id: 1 }), runFixture({ id: -1 })])).toBe(
    '3.0 MiB of 1.0 GiB in use: 1 dataset, 0 checkpoints, 1 run.',
  );
});
