import { describe, expect, test } from 'vitest';
import type { AppliedPolicy, EmbeddingHitrate, RunResult } from '../worker/protocol';
import { measureAlignment } from './alignment';
import { alignmentLine } from './alignment-line';
import type { Shard } from './shard';

const HITRATES: EmbeddingHitrate = {
  raw: [{ k: 10, hits: 3, n: 4, hitrate: 0.75 }],
  reconstructed: [{ k: 10, hits: 1, n: 4, hitrate: 0.25 }],
  seconds: 1,
};
const SUMMARY = { name: 'h.jsonl', users: 2, interactions: 9, known: 8 };
const RELATED = { queries: Uint32Array.of(0, 2), related: Uint32Array.of(1, 0), sampled: false };

function shard(given: Partial<Shard>, asked: unknown[] = []): Shard {
  const embeddingHitrate = (request: unknown) => {
    asked.push(request);
    return Promise.resolve(HITRATES);
  };
  return {
    ...{ engine: { embeddingHitrate }, onProgress: () => undefined },
    slice: { categories: ['a | b', 'a', 'c', ''] },
    ...{ histories: null, related: null, category: null, ...given },
  } as unknown as Shard;
}

const codes = (...values: number[]) => Uint32Array.from(values);
const run = {
  ...{ n: 4, config: { method: 'lloyd' }, center: Float32Array.of(1) },
  levels: [{ codebookSize: 2, codes: codes(0, 0, 1, 1), codebook: Float32Array.of(0, 1) }],
} as unknown as RunResult;
const suffixed = {
  levels: [
    { codebookSize: 2, codes: codes(0, 0, 1, 0) },
    { codebookSize: 2, codes: codes(0, 1, 0, 0) },
  ],
} as unknown as AppliedPolicy;

describe('alignment', () => {
  test('is none where nothing is asked for', async () => {
    expect(await measureAlignment(shard({}), run, null)).toBeNull();
  });

  test('purity of every depth against the first entry, after the policy', async () => {
    const found = await measureAlignment(shard({ category: 'genres' }), run, suffixed);
    expect(found).toMatchObject({ hitrate: null, category: { column: 'genres' } });
    const { n, depths } = found!.category!.purity;
    expect([n, depths.map(({ prefixes }) => prefixes)]).toEqual([3, [2, 3]]);
    expect(alignmentLine(found!)).toBe('; purity of genres 100.0 %, 100.0 % by depth');
  });

  test('hitrate of the codes after the policy, on the levels that have codewords', async () => {
    const asked: { levels: { codes: Uint32Array; codebook: Float32Array }[] }[] = [];
    const histories = { summary: SUMMARY } as Shard['histories'];
    const found = await measureAlignment(
      shard({ histories, related: RELATED }, asked),
      run,
      suffixed,
    );
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ center: run.center, pairs: RELATED, config: run.config });
    expect(asked[0]!.levels.map((level) => [...level.codes])).toEqual([[0, 0, 1, 0]]);
    expect(found!.hitrate).toMatchObject({ histories: SUMMARY, window: 3, pairs: 2 });
    expect(alignmentLine(found!)).toBe('; hitrate@10 25.0 % (raw 75.0 %)');
  });
});
