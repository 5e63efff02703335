import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { unzipSync } from 'fflate';
import { readParquet } from 'parquet-wasm/node';
import { readNpy, sid } from './command-line';
import { noise, npy, type TestFile } from './files';
import { expect, test } from './fixtures';

let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sid-cli-policy-'));
});

test.afterEach(() => rmSync(folder, { recursive: true }));

function save({ name, buffer }: TestFile): string {
  const path = join(folder, name);
  writeFileSync(path, buffer);
  return path;
}

test('a collision policy: its codes, and what it changed', async () => {
  const file = save(npy('shard.npy', 300, 6, noise));
  const out = join(folder, 'out');
  const quantizer = ['--levels', '2', '--codebook-size', '16', '--iterations', '3'];
  const policy = ['--policy', 'knn-cap', '--cap', '2', '--candidates', '15'];
  const ended = await sid('train', file, '--out', out, ...quantizer, ...policy);
  expect(ended, ended.stderr).toMatchObject({ status: 0 });
  expect(ended.stdout).toMatch(/knn-cap: \d+ moved, \d+ unplaced, .+ unique, distortion \+/);

  const codes = new Int32Array(readNpy(readFileSync(join(out, 'codes.npy'))).payload);
  const buckets = new Map<number, number>();
  for (let i = 0; i < 300; i++) {
    const name = codes[2 * i]! * 16 + codes[2 * i + 1]!;
    buckets.set(name, (buckets.get(name) ?? 0) + 1);
  }
  const metrics = JSON.parse(readFileSync(join(out, 'metrics.json'), 'utf8')) as {
    sid: { unique: number; max_bucket: number };
    policy: Record<string, unknown> & { moved: number; before: { max_bucket: number } };
  };
  expect(metrics.sid.unique).toBe(buckets.size);
  expect(metrics.sid.max_bucket).toBe(Math.max(...buckets.values()));
  expect(metrics.policy).toMatchObject({
    name: 'knn-cap',
    parameters: { cap: 2, candidates: 15, max_rounds: 100, seed: 0 },
    prefix_changes: 0,
  });
  expect(metrics.policy.moved).toBeGreaterThan(0);
  expect(metrics.policy.before.max_bucket).toBeGreaterThan(2);
  expect(unzipSync(readFileSync(join(out, 'codebooks.npz')))).toHaveProperty(['codebooks.npy']);
});

test('the suffix policy adds a column, and no codebook', async () => {
  const file = save(npy('shard.npy', 60, 4, noise));
  const out = join(folder, 'out');
  const flags = ['--device', 'cpu', '--levels', '1', '--codebook-size', '8', '--iterations', '2'];
  const ended = await sid('train', file, '--out', out, ...flags, '--policy', 'suffix');
  expect(ended, ended.stderr).toMatchObject({ status: 0 });
  const parquet = readParquet(readFileSync(join(out, 'items.parquet'))).intoIPCStream();
  const names = tableFromIPC(parquet).schema.fields.map((field) => field.name);
  expect(names).toEqual(['item_id', 'c1', 'c2', 'code_str']);
  expect(readNpy(readFileSync(join(out, 'codes.npy'))).header).toContain('(60, 2)');
  expect(readFileSync(join(out, 'metrics.json'), 'utf8')).toContain('"unique_ratio": 1,');
});

test('an option of another policy gives one line', async () => {
  const ended = await sid('train', 'absent.npy', '--out', folder, '--policy', 'keep', '--cap', '2');
  expect(ended.status).toBe(1);
  expect(ended.stderr).toMatch(/^sid: BAD_OPTION: --cap is of --policy knn-cap[^\n]+\n$/);
});
