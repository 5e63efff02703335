import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CheckpointFile } from './checkpoint-file.mjs';

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sid-checkpoint-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const body = (text) => Readable.from([Buffer.from(text)]);

test('each checkpoint replaces the one before', async () => {
  const path = join(folder, 'run.safetensors');
  const file = new CheckpointFile(path);
  await file.check();
  expect([file.exists, file.isWritten]).toEqual([false, false]);
  await file.receive(body('one'));
  await file.receive(body('two'));
  expect(readFileSync(path, 'utf8')).toBe('two');
  expect([file.exists, file.isWritten]).toEqual([true, true]);
  expect(readdirSync(folder)).toEqual(['run.safetensors']);
});

test('a body that breaks off leaves the one before, and no trace once discarded', async () => {
  const path = join(folder, 'run.safetensors');
  const file = new CheckpointFile(path);
  await file.receive(body('one'));
  const broken = Readable.from(
    (function* () {
      yield Buffer.from('tw');
      throw new Error('the page went away');
    })(),
  );
  await expect(file.receive(broken)).rejects.toThrow('went away');
  expect(readFileSync(path, 'utf8')).toBe('one');
  file.discard();
  expect(readdirSync(folder)).toEqual(['run.safetensors']);
});

test('a place that cannot be written is told before the run', async () => {
  const nowhere = new CheckpointFile(join(folder, 'none', 'run.safetensors'));
  await expect(nowhere.check()).rejects.toMatchObject({ code: 'CHECKPOINT_NOT_WRITABLE' });
  const taken = join(folder, 'taken');
  mkdirSync(taken);
  await expect(new CheckpointFile(taken).check()).rejects.toMatchObject({
    code: 'CHECKPOINT_NOT_WRITABLE',
  });
  expect(existsSync(taken)).toBe(true);
});
