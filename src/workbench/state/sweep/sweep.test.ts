import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../quantizer/config';
import { combinations } from '../../../quantizer/sweep-spec';
import { runFixture } from '../runs/runs.fixture';
import { knownSweeps, spreadOf, sweepGroups } from './aggregate';
import { parseList } from './parse-list';
import { costly, sweepId } from './spec';
import { readForm } from './sweep-store';

const spec = { methods: ['lloyd', 'ema'], levels: [3, 2], sizes: [64], seeds: [0, 1] } as const;
const configs = combinations(spec, DEFAULT_CONFIG, () => 5);

describe('lists', () => {
  it.each([
    ['2, 3', [2, 3]],
    ['64 16;32', [16, 32, 64]],
    ['0-2, 1 7–8', [0, 1, 2, 7, 8]],
    ['4', [4]],
  ])('reads %s', (text, values) => {
    expect(parseList(text, 0, 100)).toEqual({ values, problem: null });
  });

  it.each([
    ['', /At least one/],
    ['2.5', /no whole number/],
    ['a', /no whole number/],
    ['101', /outside 0 to 100/],
    ['9-4', /no short range/],
  ])('refuses “%s”', (text, problem) => {
    expect(parseList(text, 0, 100).problem).toMatch(problem);
  });

  it('bounds ranges, so that a slip is no million runs', () => {
    expect(parseList('0-100000', 0, 1e9).problem).toMatch(/no short range/);
  });

  it('make a spec only together, and with a method', () => {
    const form = { levels: '2', sizes: '16', seeds: '0', methods: ['lloyd'] } as const;
    expect(readForm(form).spec).toEqual({
      methods: ['lloyd'],
      levels: [2],
      sizes: [16],
      seeds: [0],
    });
    expect(readForm({ ...form, methods: [] }).spec).toBeNull();
    expect(readForm({ ...form, levels: '99' }).spec).toBeNull();
  });
});

describe('combinations', () => {
  it('are the product, levels rising within a seed so that they are reused', () => {
    expect(configs).toHaveLength(8);
    expect(configs.slice(0, 3).map(({ codebookSizes, seed }) => [codebookSizes, seed])).toEqual([
      [[64, 64], 0],
      [[64, 64, 64], 0],
      [[64, 64], 1],
    ]);
    expect(configs[0]).toMatchObject({ method: 'lloyd', iterations: 5, center: true });
  });

  it('cost what the deepest costs, where levels are nested', () => {
    expect(costly(configs).map(({ codebookSizes }) => codebookSizes.length)).toEqual([3, 3, 3, 3]);
    const learned = combinations({ ...spec, methods: ['rqvae'] }, DEFAULT_CONFIG, () => 5);
    expect(costly(learned)).toHaveLength(4);
  });

  it('leave the distance to methods that have one', () => {
    const base = { ...DEFAULT_CONFIG, distance: 'cosine' as const };
    const both = combinations({ ...spec, methods: ['lloyd', 'fsq'] }, base, () => 0);
    expect(new Set(both.map(({ method, distance }) => `${method} ${distance}`))).toEqual(
      new Set(['lloyd cosine', 'fsq l2']),
    );
  });

  it('are one sweep however they are listed, and another on other data', () => {
    const data = { fingerprint: 'a' };
    const id = sweepId(configs, data, 'gpu');
    expect(id).toMatch(/^[0-9a-f]{8}$/);
    expect(sweepId(configs.toReversed(), data, 'gpu')).toBe(id);
    expect(sweepId(configs, { fingerprint: 'b' }, 'gpu')).not.toBe(id);
    expect(sweepId(configs.slice(1), data, 'gpu')).not.toBe(id);
  });
});

describe('results', () => {
  const runs = configs.map((config, id) =>
    runFixture({ id, config, sweeps: id === 7 ? ['other', 'one'] : ['one'], at: id }),
  );

  it('group by method, L and K', () => {
    const groups = sweepGroups(runs.toReversed());
    expect(
      groups.map(({ method, levels, size, runs: members }) => [
        method,
        levels,
        size,
        members.length,
      ]),
    ).toEqual([
      ['ema', 2, 64, 2],
      ['ema', 3, 64, 2],
      ['lloyd', 2, 64, 2],
      ['lloyd', 3, 64, 2],
    ]);
  });

  it('have mean, least and largest', () => {
    expect(spreadOf([1, 2, 6])).toEqual({ n: 3, mean: 3, min: 1, max: 6 });
  });

  it('are found by sweep, newest first', () => {
    expect(knownSweeps(runs).map(({ id, runs: members }) => [id, members.length])).toEqual([
      ['one', 8],
      ['other', 1],
    ]);
    expect(knownSweeps([runFixture()])).toEqual([]);
  });
});
