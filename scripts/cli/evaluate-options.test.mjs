import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseOptions } from './options.mjs';

const parse = (line) => parseOptions(line.split(' '));
const FILES = '--codes c.parquet --histories h.jsonl --out o';

test('codes and histories are enough; the last item, K of 5, 10 and 20 unless told otherwise', () => {
  expect(parse(`evaluate ${FILES}`)).toEqual({
    ...{ command: 'evaluate', file: 'c.parquet', histories: 'h.jsonl', out: 'o', device: 'auto' },
    request: {
      ...{ device: 'webgpu', vectors: null, ids: null, part: 'test', ks: [5, 10, 20] },
      ...{ profile: 'last-5', excludeSeen: true, forgeOffset: null },
      ...{ beam: 50, doubling: false, constrained: true },
    },
  });
});

test('takes the rest', () => {
  const more =
    '--codebooks b.npz --model m --beam 1 --doubling --free --forge-output f --forge-offset 9';
  const last = '--part validation --ks 20,5,20 --profile mean --keep-seen --vectors v --ids i';
  const { request, ...rest } = parse(`evaluate a.npy ${FILES} ${more} ${last} --device cpu`);
  const files = { file: 'c.parquet', items: 'a.npy', codebooks: 'b.npz', saved: 'm', forge: 'f' };
  expect(rest).toMatchObject(files);
  expect(request).toEqual({
    ...{ device: 'cpu', vectors: 'v', ids: 'i', part: 'validation', ks: [5, 20] },
    ...{ profile: 'mean', excludeSeen: false, forgeOffset: 9 },
    ...{ beam: 1, doubling: true, constrained: false },
  });
});

test.each([
  ['evaluate --codes c --out o', '--histories'],
  ['evaluate --histories h --out o', '--codes'],
  [`evaluate a b ${FILES}`, 'at most one FILE'],
  [`evaluate ${FILES} --codebooks b`, '--codebooks needs FILE'],
  [`evaluate ${FILES} --ids i`, '--ids needs FILE'],
  [`evaluate ${FILES} --beam 5`, '--beam goes with --model'],
  [`evaluate ${FILES} --free`, '--free goes with --model'],
  [`evaluate ${FILES} --forge-offset 5`, '--forge-offset goes with --forge-output'],
  [`evaluate ${FILES} --ks 5,7`, '--ks 7'],
  [`evaluate ${FILES} --profile first`, '--profile first'],
])('%s is refused', (line, named) => {
  expect(() => parse(line)).toThrow(named);
});

test('the cut-offs are those of the metrics', () => {
  const path = '../../src/retriever/evaluate/rank-metrics.ts';
  const metrics = readFileSync(new URL(path, import.meta.url), 'utf8');
  expect(metrics).toContain('[1, 5, 10, 20, 50, 100, 500, 1000]');
});
