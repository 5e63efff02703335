import { expect, test } from 'vitest';
import { parseOptions } from './options.mjs';

const parse = (line) => parseOptions(line.split(' '));
const BASE = 'decode --model m.safetensors --codes items.parquet --histories h.jsonl --out o';

test('beam 50 over the SIDs of the catalogue, for the test items, unless told otherwise', () => {
  expect(parse(BASE)).toEqual({
    ...{ command: 'decode', file: 'items.parquet', saved: 'm.safetensors', histories: 'h.jsonl' },
    ...{ out: 'o', device: 'auto' },
    request: { device: 'webgpu', part: 'test', beam: 50, doubling: false, constrained: true },
  });
});

test('takes the rest', () => {
  const { request } = parse(`${BASE} --part validation --beam 1 --doubling --free --device cpu`);
  const expected = { device: 'cpu', part: 'validation', beam: 1, doubling: true };
  expect(request).toEqual({ ...expected, constrained: false });
});

test.each([
  ['decode --codes c --histories h --out o', '--model'],
  ['decode --model m --histories h --out o', '--codes'],
  ['decode --model m --codes c --out o', '--histories'],
  [`${BASE} extra.npy`, 'no FILE'],
  [`${BASE} --beam 0`, '--beam'],
  [`${BASE} --beam 1001`, '--beam'],
  [`${BASE} --part training`, 'test, validation'],
  [`${BASE} --vectors v`, '--vectors'],
])('%s is refused', (line, named) => {
  expect(() => parse(line)).toThrow(named);
});
