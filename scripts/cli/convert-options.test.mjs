import { expect, test } from 'vitest';
import { FORMATS } from '../../src/dataset/convert/targets.ts';
import {
  CONVERT_OPTIONS,
  METRICS_OPTIONS,
  OTHER_FORMATS,
  SID_FORMATS,
} from './convert-options.mjs';
import { HELP } from './help.mjs';
import { parseOptions } from './options.mjs';

const parse = (line) => parseOptions(line.split(' '));

test('convert takes IN and OUT, whose folder and name are told apart', () => {
  expect(parse('convert a/index.json b/codes.npy --codebook-size 4,8 --forge-offset 16')).toEqual({
    command: 'convert',
    file: 'a/index.json',
    device: 'cpu',
    out: 'b',
    written: 'b/codes.npy',
    outputs: { always: ['codes.npy'], maybe: ['codes.ids.npy'] },
    request: { out: 'codes.npy', to: null, codebookSizes: [4, 8], offset: 16 },
  });
  const beside = parse('convert c.npy x.csv --to forge-tokens --ids-file i.npy --codebooks b.npz');
  expect(beside).toMatchObject({ idsFile: 'i.npy', codebooks: 'b.npz' });
  expect(beside.request).toEqual({ out: 'x.csv', to: 'forge-tokens' });
});

test('metrics takes a file and a folder', () => {
  expect(parse('metrics index.json --out o --from index-json')).toEqual({
    ...{ command: 'metrics', file: 'index.json', device: 'cpu', out: 'o' },
    request: { from: 'index-json' },
  });
});

test.each([
  'convert a.csv',
  'convert a.csv b.csv c.csv',
  'convert a.csv ./a.csv',
  'convert a.csv b.csv --out o',
  'convert a.csv b.csv --to nothing',
  'convert a.csv b.csv --levels 3',
  'metrics a.csv',
  'metrics a.csv --out o --from npz',
])('%s is refused', (line) => {
  expect(() => parse(line)).toThrow(expect.objectContaining({ code: 'BAD_OPTION' }));
});

test('knows the formats of the converter', () => {
  const { sids, vectors, histories } = FORMATS;
  expect(new Set(SID_FORMATS)).toEqual(new Set(Object.values(sids).flat()));
  expect(new Set(OTHER_FORMATS)).toEqual(
    new Set([...Object.values(vectors).flat(), ...Object.values(histories).flat()]),
  );
});

test('help names every option', () => {
  for (const name of Object.keys({ ...CONVERT_OPTIONS, ...METRICS_OPTIONS })) {
    expect(HELP).toContain(`--${name} `);
  }
});
