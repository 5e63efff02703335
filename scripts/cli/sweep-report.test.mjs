import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SweepFile } from './sweep-file.mjs';
import { csvOf, groupsOf, tableOf } from './sweep-report.mjs';

/** A finished run with its unique ratio. */
function run(seed, ratio, { levels = 2, fingerprint = 'f', ...rest } = {}) {
  const level = (usage, residual_energy) => ({ usage, residual_energy });
  return {
    data: { file: 'a,b.npy', fingerprint, n: 100, dim: 8 },
    settings: {
      ...{ method: 'lloyd', distance: 'l2', codebookSizes: Array(levels).fill(16) },
      ...{
        iterations: 5,
        seed,
        center: true,
        normalize: false,
        beam: 1,
        trainBeam: 1,
        policy: null,
      },
    },
    metrics: {
      levels: [level(1, 0.5), level(0.75, 0.25)],
      sid: {
        ...{ unique: 100 * ratio, unique_ratio: ratio, collision_rate: 1 - ratio },
        ...{ items_in_collision: 0.5, max_bucket: 3, sid_entropy_bits: 6, forge_gini: 0.1 },
      },
      run: { adapter: 'CPU', seconds: 2 },
      ...rest,
    },
  };
}

describe('the report', () => {
  test('one row a run, texts with commas quoted', () => {
    const [header, first, second, ...rest] = csvOf([run(0, 0.5), run(1, 0.75)]).split('\n');
    const names = header.split(',');
    expect(rest).toEqual(['']);
    expect(names.slice(0, 8)).toEqual([
      'file',
      'fingerprint',
      'n',
      'dim',
      'method',
      'levels',
      'codebook_size',
      'seed',
    ]);
    expect(first).toMatch(/^"a,b.npy",f,100,8,lloyd,2,16,0,l2,5,1,1,true,false,,CPU,50,0.5,0.5,/);
    expect(second.split(',').slice(-7)).toEqual(['0.75', '0.25', '0.25', '', '', '', '2']);
    expect(names.slice(-7)).toEqual([
      ...['usage_least', 'residual_energy', 'reconstruction'],
      ...['hitrate_10', 'purity_level_1', 'nmi_level_1', 'seconds'],
    ]);
  });

  test('groups are runs that differ in their seed only: mean, least, largest', () => {
    const runs = [run(0, 0.5), run(0, 0.25, { levels: 3 }), run(1, 0.75), run(2, 1)];
    const groups = groupsOf([...runs, run(0, 0.1, { fingerprint: 'other' })]);
    expect(groups.map(({ seeds }) => seeds)).toEqual([[0, 1, 2], [0], [0]]);
    expect(groups[0].figures.unique_ratio).toEqual({ mean: 0.75, min: 0.5, max: 1 });
    expect(groups[0].settings).not.toHaveProperty('seed');
  });

  test('a figure that is not defined has no spread', () => {
    const learned = { reconstruction: null };
    const [group] = groupsOf([run(0, 1, { learned })]);
    expect(group.figures.reconstruction).toBeNull();
    expect(tableOf([group])).toContain(' - ');
  });

  test('alignment is told where it was measured', () => {
    const alignment = {
      embedding_hitrate: { reconstructed: { 10: 0.125 } },
      category: {
        depths: [
          { purity: 0.5, nmi: 0.25 },
          { purity: 1, nmi: 0.75 },
        ],
      },
    };
    const aligned = run(0, 1, { alignment });
    const [, line] = csvOf([aligned]).split('\n');
    expect(line.split(',').slice(-4)).toEqual(['0.125', '0.5', '0.25', '2']);
    const table = tableOf(groupsOf([aligned, run(0, 1, { levels: 3 })]));
    expect(table).toMatch(/hitrate@10 {2}purity, level 1 {2}seconds\n.* 0\.1250 +0\.5000 +2\.0\n/);
    expect(tableOf(groupsOf([run(0, 1)]))).not.toContain('hitrate');
  });

  test('the table is aligned', () => {
    const lines = tableOf(groupsOf([run(0, 0.5), run(1, 0.75)]))
      .trimEnd()
      .split('\n');
    expect(new Set(lines.map(({ length }) => length)).size).toBe(1);
    expect(lines[1]).toMatch(/^lloyd {3}2 {2}16 {6}2 {2}0.6250 \(0.5000-0.7500\) {2}/);
  });
});

describe('the file', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sid-sweep-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const asked = (fingerprint, against = {}) => ({
    ...{ fingerprint, histories: null, category: null },
    ...against,
  });
  const read = () => JSON.parse(readFileSync(join(folder, 'sweep.json'), 'utf8'));

  test('keeps every run at once, and those of other data', () => {
    const first = new SweepFile(folder);
    first.add(run(0, 0.5));
    first.add(run(0, 0.5, { fingerprint: 'other' }));
    expect(read().runs).toHaveLength(2);
    const second = new SweepFile(folder);
    expect(second.settingsOn(asked('f'))).toEqual([run(0, 0.5).settings]);
    expect(second.settingsOn(asked('none'))).toEqual([]);
    const settings = [2, 0].map((seed) => run(seed, 1).settings);
    expect(second.runsOf('f', settings)).toEqual([run(0, 0.5)]);
    second.add(run(1, 0.75));
    expect(second.added).toBe(1);
    expect(read().groups[0]).toMatchObject({ seeds: [0, 1] });
    expect(readFileSync(join(folder, 'sweep.csv'), 'utf8').trim().split('\n')).toHaveLength(4);
    expect(existsSync(join(folder, 'sweep.json.part'))).toBe(false);
  });

  test('a run that was not held against what is asked for is trained again, and gives way', () => {
    const file = new SweepFile(folder);
    const plain = run(0, 0.5);
    file.add(plain);
    const genres = asked('f', { category: 'genres' });
    expect(file.settingsOn(genres)).toEqual([]);
    const held = { ...plain, data: { ...plain.data, category: 'genres' } };
    file.add(held);
    expect(read().runs).toEqual([held]);
    for (const against of [genres, asked('f')]) {
      expect(file.settingsOn(against)).toEqual([plain.settings]);
    }
    expect(file.settingsOn(asked('f', { category: 'genres', histories: 'h' }))).toEqual([]);
  });

  test('a sweep.json that is none is told and left', () => {
    for (const text of ['{', '[]', '{"runs": [{"seed": 1}]}']) {
      writeFileSync(join(folder, 'sweep.json'), text);
      expect(() => new SweepFile(folder)).toThrow(expect.objectContaining({ code: 'SWEEP_FILE' }));
      expect(readFileSync(join(folder, 'sweep.json'), 'utf8')).toBe(text);
    }
  });

  test('a folder made for nothing goes again; a path that cannot be one is refused', () => {
    new SweepFile(join(folder, 'a', 'b')).discardIfEmpty();
    expect(existsSync(join(folder, 'a'))).toBe(false);
    new SweepFile(folder).discardIfEmpty();
    expect(existsSync(folder)).toBe(true);
    writeFileSync(join(folder, 'file'), '');
    expect(() => new SweepFile(join(folder, 'file'))).toThrow(
      expect.objectContaining({ code: 'OUT_NOT_WRITABLE' }),
    );
  });
});
