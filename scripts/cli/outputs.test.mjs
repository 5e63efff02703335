import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OUTPUTS_OF, Outputs } from './outputs.mjs';

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sid-outputs-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const OUTPUT_NAMES = OUTPUTS_OF.train.always;
const body = (text) => Readable.from([Buffer.from(text)]);

test('all files appear together, replacing earlier ones', async () => {
  writeFileSync(join(folder, 'metrics.json'), 'old');
  const outputs = new Outputs(folder, OUTPUTS_OF.train);
  for (const name of OUTPUT_NAMES) await outputs.receive(name, body(name));
  expect(readFileSync(join(folder, 'metrics.json'), 'utf8')).toBe('old');
  outputs.keep();
  expect(readdirSync(folder).sort()).toEqual([...OUTPUT_NAMES].sort());
  expect(readFileSync(join(folder, 'metrics.json'), 'utf8')).toBe('metrics.json');
});

test('a run that gave only some files keeps none', async () => {
  const outputs = new Outputs(folder, OUTPUTS_OF.train);
  await outputs.receive('codes.npy', body('x'));
  expect(() => outputs.keep()).toThrow('items.parquet, metrics.json, codebooks.npz');
  outputs.discard();
  expect(readdirSync(folder)).toEqual([]);
});

test('discarding takes away the folders that were made, and no other', () => {
  const outer = join(folder, 'a');
  new Outputs(join(outer, 'b', 'c'), OUTPUTS_OF.train).discard();
  expect(existsSync(outer)).toBe(false);
  mkdirSync(outer);
  writeFileSync(join(outer, 'mine.txt'), 'kept');
  new Outputs(outer, OUTPUTS_OF.train).discard();
  expect(readdirSync(outer)).toEqual(['mine.txt']);
});

test('names that are not outputs are refused', async () => {
  const outputs = new Outputs(folder, OUTPUTS_OF.train);
  await expect(outputs.receive('../escape', body('x'))).rejects.toThrow('no such output');
  outputs.discard();
});

test('a path that cannot be a folder is refused', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => new Outputs(join(folder, 'file'), OUTPUTS_OF.train)).toThrow(
    expect.objectContaining({ code: 'OUT_NOT_WRITABLE' }),
  );
});

test('training again without a model takes an old one away; encoding leaves the quantizer', async () => {
  const write = async (names) => {
    const outputs = new Outputs(folder, names);
    for (const name of names.always) await outputs.receive(name, body('new'));
    outputs.keep();
  };
  for (const name of ['model.safetensors', 'codebooks.npz', 'index.json']) {
    writeFileSync(join(folder, name), 'old');
  }
  await write(OUTPUTS_OF.encode);
  expect(readFileSync(join(folder, 'codebooks.npz'), 'utf8')).toBe('old');
  expect(existsSync(join(folder, 'model.safetensors'))).toBe(true);
  await write(OUTPUTS_OF.train);
  expect(readFileSync(join(folder, 'codebooks.npz'), 'utf8')).toBe('new');
  expect(existsSync(join(folder, 'model.safetensors'))).toBe(false);
  // It may be anybody's: only a run that writes it replaces it.
  expect(readFileSync(join(folder, 'index.json'), 'utf8')).toBe('old');
});
