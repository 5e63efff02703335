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
import { OUTPUT_NAMES, Outputs } from './outputs.mjs';

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sid-outputs-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const body = (text) => Readable.from([Buffer.from(text)]);

test('all files appear together, replacing earlier ones', async () => {
  writeFileSync(join(folder, 'metrics.json'), 'old');
  const outputs = new Outputs(folder);
  for (const name of OUTPUT_NAMES) await outputs.receive(name, body(name));
  expect(readFileSync(join(folder, 'metrics.json'), 'utf8')).toBe('old');
  outputs.keep();
  expect(readdirSync(folder).sort()).toEqual([...OUTPUT_NAMES].sort());
  expect(readFileSync(join(folder, 'metrics.json'), 'utf8')).toBe('metrics.json');
});

test('a run that gave only some files keeps none', async () => {
  const outputs = new Outputs(folder);
  await outputs.receive('codes.npy', body('x'));
  expect(() => outputs.keep()).toThrow('codebooks.npz, items.parquet, metrics.json');
  outputs.discard();
  expect(readdirSync(folder)).toEqual([]);
});

test('discarding takes away the folders that were made, and no other', () => {
  const outer = join(folder, 'a');
  new Outputs(join(outer, 'b', 'c')).discard();
  expect(existsSync(outer)).toBe(false);
  mkdirSync(outer);
  writeFileSync(join(outer, 'mine.txt'), 'kept');
  new Outputs(outer).discard();
  expect(readdirSync(outer)).toEqual(['mine.txt']);
});

test('names that are not outputs are refused', async () => {
  const outputs = new Outputs(folder);
  await expect(outputs.receive('../escape', body('x'))).rejects.toThrow('no such output');
  outputs.discard();
});

test('a path that cannot be a folder is refused', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => new Outputs(join(folder, 'file'))).toThrow(
    expect.objectContaining({ code: 'OUT_NOT_WRITABLE' }),
  );
});
