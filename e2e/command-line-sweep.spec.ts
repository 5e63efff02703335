import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sid, SID } from './command-line';
import { noise, npy } from './files';
import { expect, test } from './fixtures';

let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sid-cli-sweep-'));
});

test.afterEach(() => rmSync(folder, { recursive: true }));

interface Sweep {
  readonly runs: readonly {
    readonly settings: { readonly codebookSizes: readonly number[]; readonly seed: number };
    readonly metrics: { readonly sid: { readonly unique_ratio: number } };
  }[];
  readonly groups: readonly {
    readonly seeds: readonly number[];
    readonly figures: Readonly<Record<string, { mean: number; min: number; max: number }>>;
  }[];
}

function shard(rows = 200, dim = 6): string {
  const path = join(folder, 'shard.npy');
  writeFileSync(path, npy('shard.npy', rows, dim, noise).buffer);
  return path;
}

const read = () => JSON.parse(readFileSync(join(folder, 'out', 'sweep.json'), 'utf8')) as Sweep;

test('trains all combinations, and of a longer list only what is new', async () => {
  const file = shard();
  const sweep = (seeds: string) =>
    sid(
      ...['sweep', file, '--levels', '2,1', '--codebook-sizes', '8', '--methods', 'lloyd,ema'],
      ...['--seeds', seeds, '--iterations', '2', '--device', 'cpu', '--out', join(folder, 'out')],
    );
  const first = await sweep('0');
  expect(first, first.stderr).toMatchObject({ status: 0 });
  expect(first.stdout).toMatch(/^shard\.npy: 200 items x 6, 4 runs\nmethod +L +K +seeds/);
  // L rises fastest, whatever the order given.
  expect(read().runs.map(({ settings }) => settings.codebookSizes.length)).toEqual([1, 2, 1, 2]);

  const second = await sweep('0,1');
  expect(second, second.stderr).toMatchObject({ status: 0 });
  expect(second.stdout).toContain('8 runs, 4 of them from before');
  const { runs, groups } = read();
  expect(runs.map(({ settings }) => settings.seed)).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  const ratios = [0, 4].map((at) => runs[at]!.metrics.sid.unique_ratio);
  expect(groups[0]!.seeds).toEqual([0, 1]);
  expect(groups[0]!.figures['unique_ratio']).toEqual({
    mean: (ratios[0]! + ratios[1]!) / 2,
    min: Math.min(...ratios),
    max: Math.max(...ratios),
  });
  const csv = readFileSync(join(folder, 'out', 'sweep.csv'), 'utf8')
    .trim()
    .split('\n');
  expect(csv).toHaveLength(9);
  expect(csv[0]).toMatch(/^file,fingerprint,n,dim,method,levels,codebook_size,seed,/);
});

test('Ctrl+C leaves what was finished', async () => {
  const out = join(folder, 'out');
  const flags = ['--levels', '1,2,3,4,5,6,7,8', '--codebook-sizes', '64', '--iterations', '400'];
  const child = spawn(process.execPath, [
    ...[SID, 'sweep', shard(2000, 16), '--out', out, ...flags, '--device', 'cpu'],
  ]);
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  await expect.poll(() => existsSync(join(out, 'sweep.json')), { timeout: 90_000 }).toBe(true);
  child.kill('SIGINT');
  const [status] = (await once(child, 'exit')) as [number | null];
  expect(status).toBe(1);
  expect(stderr).toMatch(/^sid: INTERRUPTED: Interrupted\. \d runs? (is|are) kept in [^\n]+\n$/);
  expect(read().runs.length).toBeLessThan(8);
});

test('a combination that cannot be trained is told before the first run', async () => {
  const out = join(folder, 'out');
  const flags = ['--codebook-sizes', '8,500', '--device', 'cpu'];
  const ended = await sid('sweep', shard(), '--out', out, ...flags);
  expect(ended.stderr).toMatch(/^sid: TOO_FEW_ROWS: lloyd 3 x 500, seed 0: [^\n]+\n$/);
  expect(existsSync(out)).toBe(false);
});
