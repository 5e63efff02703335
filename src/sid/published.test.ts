import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sidMetrics } from './metrics';
import { readForgeTokens } from './notations/forge-tokens';
import { readIndexJson } from './notations/index-json';
import type { Sids } from './types';

/**
 * SIDs that others published (LETTER, MiniOneRec, FORGE), beside the checkout where present: they
 * carry no licence to be copied here. The expected numbers were computed from the same files by a
 * Python script that shares no code with this project.
 */
const FOLDER = new URL('../../../shared/data/sids/', import.meta.url);

/** What the table of published SIDs states of a file. */
interface Reference {
  readonly items: number;
  readonly unique: number;
  /** 1 - unique / items, to 6 digits. */
  readonly collisionRate: number;
  readonly itemsInCollision: number;
  readonly maxBucket: number;
  readonly used: readonly number[];
  /** To 4 digits. */
  readonly entropyBits: readonly number[];
  readonly prefixes: readonly number[];
}

function expectMetrics(sids: Sids, reference: Reference): void {
  const { levels, depths } = sidMetrics(sids);
  const whole = depths.at(-1)!;
  expect(whole.n).toBe(reference.items);
  expect(whole.depth).toBe(reference.used.length);
  expect(whole.unique).toBe(reference.unique);
  expect(whole.collisionRate).toBeCloseTo(reference.collisionRate, 6);
  expect(whole.itemsInCollisionCount).toBe(reference.itemsInCollision);
  expect(whole.maxBucket).toBe(reference.maxBucket);
  expect(levels.map(({ used }) => used)).toEqual(reference.used);
  expect(depths.map(({ unique }) => unique)).toEqual(reference.prefixes);
  for (const [l, bits] of reference.entropyBits.entries()) {
    expect(levels[l]!.entropyBits).toBeCloseTo(bits, 4);
  }
}

test('the same notation in small, by hand', () => {
  const json = {
    '0': ['<a_3>', '<b_0>', '<c_1>'],
    '1': ['<a_3>', '<b_0>', '<c_1>'],
    '2': ['<a_3>', '<b_0>', '<c_0>'],
    B07: ['<a_0>', '<b_7>', '<c_1>'],
  };
  expectMetrics(readIndexJson(json).sids, {
    items: 4,
    unique: 3,
    collisionRate: 0.25,
    itemsInCollision: 2,
    maxBucket: 2,
    used: [2, 2, 2],
    // Three of four items share a code at every level: 3/4 log2(4/3) + 1/4 log2 4.
    entropyBits: [0.8113, 0.8113, 0.8113],
    prefixes: [2, 2, 3],
  });
});

describe.runIf(existsSync(FOLDER))('published files', () => {
  test.each([
    {
      file: 'letter-beauty.index.json',
      items: 12101,
      unique: 12088,
      collisionRate: 0.001074,
      itemsInCollision: 24,
      maxBucket: 3,
      used: [197, 256, 256, 256],
      entropyBits: [6.3701, 7.9575, 7.9517, 7.9459],
      prefixes: [197, 7931, 11696, 12088],
    },
    {
      file: 'letter-instruments.index.json',
      items: 9922,
      unique: 9897,
      collisionRate: 0.00252,
      itemsInCollision: 48,
      maxBucket: 3,
      used: [150, 256, 256, 256],
      entropyBits: [6.1622, 7.9499, 7.9425, 7.9284],
      prefixes: [150, 6702, 9608, 9897],
    },
    {
      file: 'letter-yelp.index.json',
      items: 20033,
      unique: 19201,
      collisionRate: 0.041531,
      itemsInCollision: 1247,
      maxBucket: 65,
      used: [256, 256, 256, 256],
      entropyBits: [7.8916, 7.9247, 7.9057, 7.7508],
      prefixes: [256, 15879, 19145, 19201],
    },
    {
      file: 'minionerec-office.index.json',
      items: 3459,
      unique: 3444,
      collisionRate: 0.004337,
      itemsInCollision: 30,
      maxBucket: 2,
      used: [88, 256, 256],
      entropyBits: [6.1463, 7.8831, 7.7644],
      prefixes: [88, 2488, 3444],
    },
  ])('$file', ({ file, ...reference }) => {
    const json: unknown = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
    expectMetrics(readIndexJson(json).sids, reference);
  });

  test("FORGE's sample: behaviours and answers of ten users", () => {
    const text = readFileSync(new URL('forge-train_data.csv', FOLDER), 'utf8');
    const texts = text.match(/C\d+C\d+C\d+/g) ?? [];
    const { sids, offset } = readForgeTokens({ itemIds: texts.map((_, i) => `${i}`), texts });
    expect(offset).toBe(8192);
    expect(sids.rows).toBe(818);
    expect(sidMetrics(sids).depths[2]?.unique).toBe(816);
    // Tokens up to 8171, 16380 and 24573.
    expect(sids.codebookSizes).toEqual([8172, 8189, 8190]);
  });
});
