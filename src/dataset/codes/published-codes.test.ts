import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sidMetrics } from '../../sid/metrics';
import { openHistories } from '../histories/open-histories';
import { readCodes } from './read-codes';

/** Published files beside the checkout, where present; see `sid/published.test.ts`. */
const FOLDER = new URL('../../../../shared/data/sids/', import.meta.url);
const open = (name: string) => new File([readFileSync(new URL(name, FOLDER))], name);

describe.runIf(existsSync(FOLDER))('published files', () => {
  test.each([
    ['letter-beauty.index.json', 12101, 12088, 4],
    ['letter-yelp.index.json', 20033, 19201, 4],
    ['minionerec-office.index.json', 3459, 3444, 3],
  ])('%s', async (name, rows, unique, levels) => {
    const { sids, notation } = await readCodes(open(name));
    expect({ rows: sids.rows, levels: sids.codes.length, notation }).toEqual({
      ...{ rows, levels, notation: 'index-json' },
    });
    expect(sidMetrics(sids).depths.at(-1)?.unique).toBe(unique);
  });

  test.each(['forge-train_data.csv', 'forge-qwen_finetune_data.jsonl'])('%s', async (name) => {
    const items = await readCodes(open(name));
    expect(items).toMatchObject({ offset: 8192, seen: { users: 10, occurrences: 818 } });
    expect(items.sids.rows).toBe(816);
    const { starts } = await openHistories(open(name));
    const lengths = Array.from(starts.subarray(1), (end, user) => end - starts[user]!);
    expect(lengths).toEqual([99, 99, 69, 11, 60, 73, 99, 100, 100, 98].map((n) => n + 1));
  });
});
