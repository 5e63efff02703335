import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { unzipSync, zipSync } from 'fflate';
import { readParquet } from 'parquet-wasm/node';
import { readNpy, sid } from './command-line';
import { noise, npy, npyIds, pickledNpz, type TestFile } from './files';
import { expect, test } from './fixtures';

let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sid-cli-encode-'));
});

test.afterEach(() => rmSync(folder, { recursive: true }));

function save({ name, buffer }: TestFile): string {
  const path = join(folder, name);
  writeFileSync(path, buffer);
  return path;
}

/** Short runs, and many Chromiums to start. */
const CPU = ['--device', 'cpu'];

const read = (...path: string[]) => readFileSync(join(folder, ...path));
const metrics = (out: string) =>
  JSON.parse(read(out, 'metrics.json').toString()) as {
    sid: object;
    levels: { residual_energy: number }[];
    run: object;
  };

test('the training shard gets its codes again; another shard the same mean; notations', async () => {
  const shard = save(npy('shard.npy', 300, 6, noise));
  const train = ['--levels', '2', '--codebook-size', '16,8', '--iterations', '3', '--center'];
  const trained = await sid(
    'train',
    shard,
    '--out',
    join(folder, 't'),
    ...train,
    '--normalize',
    ...CPU,
  );
  expect(trained, trained.stderr).toMatchObject({ status: 0 });

  const codebooks = join(folder, 't', 'codebooks.npz');
  const before = read('t', 'codebooks.npz');
  const notations = ['--notation', 'index-json,torcheasyrec-parquet,grid-npy'];
  const again = await sid(
    ...['encode', shard, '--codebooks', codebooks, '--out', join(folder, 'e')],
    ...[...notations, '--alternatives', '3', ...CPU],
  );
  expect(again, again.stderr).toMatchObject({ status: 0 });
  expect(again.stdout).toContain('codebooks.npz: centred, normalised, by L2, greedy');
  expect(read('e', 'codes.npy')).toEqual(read('t', 'codes.npy'));
  expect(read('e', 'items.parquet')).toEqual(read('t', 'items.parquet'));
  expect(metrics('e').sid).toEqual(metrics('t').sid);
  metrics('e').levels.forEach(({ residual_energy: energy }, l) => {
    expect(energy).toBeCloseTo(metrics('t').levels[l]!.residual_energy, 6);
  });
  expect(metrics('e').run).toMatchObject({ method: 'encode', encoded_with: 'codebooks.npz' });

  const codes = new Int32Array(readNpy(read('e', 'codes.npy')).payload);
  const alternatives = unzipSync(read('e', 'alternatives.npz'));
  const others = readNpy(Buffer.from(alternatives['codes.npy']!));
  expect(others.header).toContain("'<i4', 'fortran_order': False, 'shape': (300, 2, 3)");
  const nearest = new Int32Array(others.payload);
  const own = [...nearest.keys()].filter((at) => nearest[at] === codes[Math.floor(at / 3)]);
  expect(own).toEqual([]);
  expect(readNpy(Buffer.from(alternatives['distances.npy']!)).header).toContain('(300, 2, 3)');

  const index = JSON.parse(read('e', 'index.json').toString()) as Record<string, string[]>;
  expect(index['7']).toEqual([`<a_${codes[14]}>`, `<b_${codes[15]}>`]);
  const grid = new BigInt64Array(readNpy(read('e', 'grid_sids.npy')).payload);
  expect([grid[7], grid[307]]).toEqual([BigInt(codes[14]!), BigInt(codes[15]!)]);
  const lists = tableFromIPC(readParquet(read('e', 'torcheasyrec.parquet')).intoIPCStream());
  expect(JSON.stringify(lists.get(7)?.['codes'])).toBe(JSON.stringify([codes[14], codes[15]]));

  // Into the very folder of the quantizer, which is not touched.
  const other = save(npy('other.npy', 5, 6, (i, j) => noise(i + 20, j)));
  const out = join(folder, 't');
  const ids = save(npyIds('other.ids.npy', [70, 71, 72, 73, 74]));
  const given = ['encode', other, '--codebooks', codebooks, '--ids-file', ids];
  const encoded = await sid(...given, '--out', out, ...CPU);
  expect(encoded, encoded.stderr).toMatchObject({ status: 0 });
  // Rows 20 to 24 of the training shard, prepared with its mean and not with their own.
  const some = new Int32Array(readNpy(read('t', 'codes.npy')).payload);
  expect([...some]).toEqual([...codes.subarray(40, 50)]);
  expect(read('t', 'codebooks.npz')).toEqual(before);
  const items = tableFromIPC(readParquet(read('t', 'items.parquet')).intoIPCStream());
  expect(String(items.get(3)?.['item_id'])).toBe('73');
});

test('a learned tokenizer gives its codes again, from one file', async () => {
  const shard = save(npy('shard.npy', 200, 6, noise));
  const train = ['--method', 'rqvae', '--levels', '2', '--codebook-size', '8', '--batch', '64'];
  const small = ['--hidden', '12', '--latent', '4', '--iterations', '2', '--center'];
  const out = join(folder, 't');
  const trained = await sid('train', shard, '--out', out, ...train, ...small, ...CPU);
  expect(trained, trained.stderr).toMatchObject({ status: 0 });
  const model = join(out, 'model.safetensors');
  const again = await sid('encode', shard, '--model', model, '--out', folder, ...CPU);
  expect(again, again.stderr).toMatchObject({ status: 0 });
  expect(read('codes.npy')).toEqual(read('t', 'codes.npy'));

  const alone = await sid(
    ...['encode', shard, '--codebooks', join(out, 'codebooks.npz'), '--out', folder, ...CPU],
  );
  expect(alone.stderr).toMatch(/^sid: CODEBOOK_LATENT: [^\n]+model\.safetensors[^\n]+\n$/);
  expect(alone.status).toBe(1);
});

test('a bad quantizer gives one line and leaves nothing', async () => {
  const shard = save(npy('shard.npy', 20, 6, noise));
  const out = join(folder, 'out');
  const encode = (saved: string) =>
    sid('encode', shard, '--codebooks', saved, '--out', out, ...CPU);
  const npz = (name: string, members: Record<string, Buffer>) =>
    save({ name, mimeType: '', buffer: Buffer.from(zipSync(members)) });
  const codebook = npy('codebook', 4, 5, noise).buffer;
  const broken = npy('codebook', 4, 6, (i, j) => (i + j === 3 ? Number.NaN : 1)).buffer;
  for (const [saved, line] of [
    [save(pickledNpz()), /^sid: NPZ_PICKLE: [^\n]+\n$/],
    [
      npz('dims.npz', { 'codebook_1.npy': codebook }),
      /^sid: ENCODE_DIM: [^\n]+ 5 [^\n]+ 6[^\n]+\n$/,
    ],
    [npz('nan.npz', { 'codebook_1.npy': broken }), /^sid: SAVED_NAN: [^\n]+codebook_1[^\n]+\n$/],
    [npz('keys.npz', { 'center.npy': codebook }), /^sid: CODEBOOK_KEYS: [^\n]+\n$/],
    [join(folder, 'absent.npz'), /^sid: NO_FILE: [^\n]+absent\.npz[^\n]+\n$/],
  ] as const) {
    const ended = await encode(saved);
    expect(ended.stderr).toMatch(line);
    expect(ended.status).toBe(1);
    expect(existsSync(out)).toBe(false);
  }
  expect(unzipSync(readFileSync(join(folder, 'dims.npz')))).toHaveProperty(['codebook_1.npy']);
  expect(readdirSync(folder)).not.toContain('codes.npy');
});
