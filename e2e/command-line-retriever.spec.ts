import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeNpy } from '../src/dataset/formats/npy-write';
import { sid } from './command-line';
import { expect, test } from './fixtures';

let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sid-cli-'));
});

test.afterEach(() => rmSync(folder, { recursive: true }));

test('trains a sequence model on histories of coded items, decodes with it, and evaluates it', async () => {
  // Training compiles the model's kernels.
  test.slow();
  const codes = join(folder, 'codes.npy');
  // Twelve items: 0-0, 0-1, 0-2, 1-0, ...
  const sids = Array.from({ length: 12 }, (_, item) => [Math.floor(item / 3), item % 3]);
  writeFileSync(codes, encodeNpy({ data: Int32Array.from(sids.flat()), shape: [12, 2] }));
  const histories = join(folder, 'users.jsonl');
  const lines = Array.from({ length: 24 }, (_, user) => {
    const items = Array.from({ length: 5 + (user % 3) }, (_item, i) => (user + i) % 12);
    return JSON.stringify({ user_id: user, item_ids: items });
  });
  writeFileSync(histories, lines.join('\n'));
  const out = join(folder, 'model');
  const checkpoint = join(folder, 'run.safetensors');
  const flags = [
    '--checkpoint',
    checkpoint,
    '--epochs',
    '3',
    '--batch',
    '32',
    '--max-items',
    '4',
    '--dropout',
    '0',
    ...['--d-model', '16', '--heads', '2', '--d-kv', '8', '--d-ff', '32'],
    ...['--layers', '1', '--decoder-layers', '1', '--learning-rate', '0.01'],
  ];
  const files = ['--codes', codes, '--histories', histories];
  // What so small a model decodes takes less time than compiling its kernels would.
  const onCpu = ['--device', 'cpu'];
  const ended = await sid('train-retriever', ...files, '--out', out, ...flags);
  expect(ended.stderr).toBe('');
  expect(ended.stdout).toContain('training loss');
  expect(readdirSync(out).sort()).toEqual(['metrics.json', 'model.safetensors']);
  const metrics = JSON.parse(readFileSync(join(out, 'metrics.json'), 'utf8')) as {
    samples: number;
    loss: { steps: number[]; epochs: { training: number; validation: number }[] };
  };
  // Of 5, 6 and 7 items all but two are for training, and each but the first is a target.
  expect(metrics.samples).toBe(8 * (2 + 3 + 4));
  expect(metrics.loss.steps).toHaveLength(3 * 3);
  const [first, , last] = metrics.loss.epochs;
  expect(last!.training).toBeLessThan(first!.training);

  expect(existsSync(checkpoint)).toBe(true);

  const found = join(folder, 'found');
  const saved = ['--model', join(out, 'model.safetensors'), '--beam', '12'];
  const decoded = await sid('decode', ...saved, ...files, ...onCpu, '--out', found);
  expect(decoded.stderr).toBe('');
  expect(decoded.stdout).toContain('24 users');
  expect(readdirSync(found).sort()).toEqual(['metrics.json', 'output.jsonl']);
  const measured = JSON.parse(readFileSync(join(found, 'metrics.json'), 'utf8')) as {
    invalidRate: number;
    items: { all: { n: number; depth: number; atK: { k: number; recall: number | null }[] } };
  };
  expect(measured.invalidRate).toBe(0);
  // Twelve beams are the whole catalogue, and no list of twenty.
  const { depth, atK } = measured.items.all;
  expect(depth).toBe(12);
  expect(atK.find(({ k }) => k === 10)?.recall).toBeGreaterThan(0);
  expect(atK.find(({ k }) => k === 20)?.recall).toBeNull();
  const output = readFileSync(join(found, 'output.jsonl'), 'utf8').trim().split('\n');
  expect(output).toHaveLength(24);

  const table = join(folder, 'table');
  const also = ['--model', join(out, 'model.safetensors'), '--beam', '12', '--ks', '10,20'];
  const forge = ['--forge-output', join(found, 'output.jsonl')];
  const evaluated = await sid('evaluate', ...files, ...also, ...forge, ...onCpu, '--out', table);
  expect(evaluated.stderr).toBe('');
  const told = evaluated.stdout.split('\n');
  const row = (name: string) => told.find((line) => line.startsWith(name))?.split(/ {2,}/);
  expect(row('method')).toEqual([
    'method',
    'Recall@10',
    'Recall@20',
    'NDCG@10',
    'NDCG@20',
    'users',
  ]);
  // What decode wrote, read back, is what evaluate decodes.
  expect(row('T5 beam 12')?.slice(1)).toEqual(row('FORGE, output.jsonl')?.slice(1));
  expect(row('T5 beam 12')?.[2]).toBe('-');
  expect(row('Popularity')).toHaveLength(6);
  const csv = readFileSync(join(table, 'offline_eval.csv'), 'utf8').trim().split('\n');
  expect(csv.map((line) => line.split(',')[0])).toEqual([
    'method',
    'Popularity',
    'First-order Markov',
    '"Co-occurrence',
    'T5 beam 12',
  ]);
});
