import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tableFromIPC } from 'apache-arrow';
import { unzipSync } from 'fflate';
import { readParquet } from 'parquet-wasm/node';
import { readNpy, sid, SID } from './command-line';
import { noise, npy, pickledNpz, type TestFile } from './files';
import { expect, test } from './fixtures';

let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sid-cli-'));
});

test.afterEach(() => rmSync(folder, { recursive: true }));

function save({ name, buffer }: TestFile): string {
  const path = join(folder, name);
  writeFileSync(path, buffer);
  return path;
}

test('trains a file and writes the four outputs', async () => {
  const file = save(npy('shard.npy', 300, 6, noise));
  const out = join(folder, 'out');
  const flags = ['--levels', '2', '--codebook-size', '16,8', '--iterations', '3', '--center'];
  const ended = await sid('train', file, '--out', out, ...flags);
  expect(ended.stderr).toBe('');
  expect(ended.status).toBe(0);
  expect(readdirSync(out).sort()).toEqual([
    'codebooks.npz',
    'codes.npy',
    'items.parquet',
    'metrics.json',
  ]);

  const { header, payload } = readNpy(readFileSync(join(out, 'codes.npy')));
  expect(header).toContain("'descr': '<i4', 'fortran_order': False, 'shape': (300, 2)");
  const codes = new Int32Array(payload);
  expect(Math.max(...codes)).toBeLessThan(16);

  const books = unzipSync(readFileSync(join(out, 'codebooks.npz')));
  expect(Object.keys(books).sort()).toEqual(['center.npy', 'codebook_1.npy', 'codebook_2.npy']);

  const parquet = readParquet(readFileSync(join(out, 'items.parquet'))).intoIPCStream();
  const table = tableFromIPC(parquet);
  expect(table.schema.fields.map((field) => field.name)).toEqual([
    'item_id',
    'c1',
    'c2',
    'code_str',
  ]);
  expect(table.numRows).toBe(300);
  const row = table.get(7);
  expect([String(row?.['item_id']), row?.['c1'], row?.['c2']]).toEqual(['7', codes[14], codes[15]]);
  expect(row?.['code_str']).toBe(`${codes[14]}-${codes[15]}`);

  const metrics = JSON.parse(readFileSync(join(out, 'metrics.json'), 'utf8')) as {
    n: number;
    sid: { unique: number; unavoidable_collisions: number };
    run: { adapter: string; seed: number };
  };
  const distinct = new Set(
    Array.from({ length: 300 }, (_, i) => codes[2 * i]! * 8 + codes[2 * i + 1]!),
  );
  expect(metrics.n).toBe(300);
  expect(metrics.sid.unique).toBe(distinct.size);
  expect(metrics.sid.unavoidable_collisions).toBe(0);
  expect(metrics.run.seed).toBe(0);
});

test('the CPU device trains the sample and holds the SIDs against histories and genres', async () => {
  const sample = (name: string) =>
    fileURLToPath(new URL(`../public/sample/${name}`, import.meta.url));
  const out = join(folder, 'out');
  const flags = ['--device', 'cpu', '--levels', '2', '--codebook-size', '8', '--iterations', '2'];
  const against = ['--histories', sample('interactions.parquet'), '--category', 'genres'];
  const rows = ['--sample', '300'];
  const ended = await sid(
    ...['train', sample('items.parquet'), '--out', out, ...flags, ...rows, ...against],
  );
  expect(ended, ended.stderr).toMatchObject({ status: 0 });
  expect(ended.stdout).toMatch(/; hitrate@10 [^;]+; purity of genres [^;]+ by depth/);
  const { run, alignment } = JSON.parse(readFileSync(join(out, 'metrics.json'), 'utf8')) as {
    run: { adapter: string };
    alignment: {
      embedding_hitrate: { pairs: number; raw: Record<string, number> };
      category: { n: number; depths: { purity: number; nmi: number }[] };
    };
  };
  expect(run.adapter).toMatch(/^CPU/);
  const { embedding_hitrate: hitrate, category } = alignment;
  expect(hitrate.pairs).toBeGreaterThan(0);
  // Neighbours in a history are near by their vectors, far beyond 10 of 300 at random.
  expect(hitrate.raw['10']).toBeGreaterThan(0.1);
  expect(category.n).toBe(300);
  expect(category.depths[1]!.purity).toBeGreaterThanOrEqual(category.depths[0]!.purity);
});

test('SIDs go to another notation and back, and are measured alone', async () => {
  const sids = { a: ['<a_1>', '<b_2>'], b: ['<a_0>', '<b_2>'], c: ['<a_1>', '<b_2>'] };
  const index = save({
    ...{ name: 'index.json', mimeType: 'application/json' },
    buffer: Buffer.from(JSON.stringify(sids)),
  });
  const tokens = join(folder, 'forge_tokens.csv');
  const out = join(folder, 'out');
  const back = join(folder, 'back.json');
  const there = await sid('convert', index, tokens);
  expect(there, there.stderr).toMatchObject({ status: 0 });
  expect(readFileSync(tokens, 'utf8')).toBe('item_id,SID\na,C1C8194\nb,C0C8194\nc,C1C8194\n');
  const ended = await Promise.all([
    sid('convert', tokens, back),
    sid('metrics', tokens, '--out', out),
    sid('convert', tokens, join(folder, 'x.npz')),
  ]);
  expect(ended.map(({ status }) => status)).toEqual([0, 0, 1]);
  expect(JSON.parse(readFileSync(back, 'utf8'))).toEqual(sids);
  const { n, sid: measured } = JSON.parse(readFileSync(join(out, 'metrics.json'), 'utf8')) as {
    n: number;
    sid: { unique: number };
  };
  expect([n, measured.unique]).toEqual([3, 2]);
  expect(ended[2].stderr).toMatch(/^sid: CONVERT_TARGET: [^\n]+\n$/);
  expect(existsSync(join(folder, 'x.npz'))).toBe(false);
});

test('a bad file gives one line and leaves nothing', async () => {
  const out = join(folder, 'out');
  const ended = await sid('train', save(pickledNpz()), '--out', out);
  expect(ended.status).toBe(1);
  expect(ended.stdout).toBe('');
  expect(ended.stderr).toMatch(/^sid: NPZ_PICKLE: [^\n]+\n$/);
  expect(existsSync(out)).toBe(false);
});

test('an interrupted run gives one line and leaves nothing', async () => {
  const file = save(npy('shard.npy', 2000, 64, noise));
  const out = join(folder, 'out');
  const flags = ['--iterations', '100000', '--device', 'cpu'];
  const child = spawn(process.execPath, [SID, 'train', file, '--out', out, ...flags]);
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  await expect.poll(() => existsSync(out), { timeout: 30_000 }).toBe(true);
  child.kill('SIGINT');
  const [status] = (await once(child, 'exit')) as [number | null];
  expect(status).toBe(1);
  expect(stderr).toMatch(/^sid: INTERRUPTED: [^\n]+\n$/);
  expect(existsSync(out)).toBe(false);
});

test('a wrong option gives one line', async () => {
  const ended = await sid('train', 'absent.npy', '--out', join(folder, 'out'), '--levels', '99');
  expect(ended.status).toBe(1);
  expect(ended.stderr).toMatch(/^sid: BAD_OPTION: [^\n]+\n$/);
});

test('--help documents every option', async () => {
  const ended = await sid('--help');
  expect(ended.status).toBe(0);
  expect(ended.stdout).toContain('--codebook-size');
});
