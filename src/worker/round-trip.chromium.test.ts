import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCodes } from '../dataset/codes/open-codes';
import { FORMATS, type SidTarget } from '../dataset/convert/targets';
import { exportItems } from '../dataset/export-items';
import { openHistories } from '../dataset/histories/open-histories';
import { openShard } from '../dataset/open-shard';
import { readCodebooks } from '../quantizer/encode/read-codebooks';
import { codebooksNpz, metricsJson, runMetrics, type FinishedRun } from '../quantizer/export';
import { runOfCodes } from '../quantizer/codes-run';
import { sidMetrics } from '../sid/metrics';
import { anyItemSids } from '../sid/notations/notations.fixture';
import type { ItemSids } from '../sid/notations/item-sids';
import { convertFile } from './convert';

const SEED = { seed: 20, numRuns: 12 };
const someItems = anyItemSids.filter(({ sids }) => sids.rows > 0);
const TARGETS: readonly SidTarget[] = Object.values(FORMATS.sids).flat();

/** Items by id: an object, as index.json is, keeps no order of ids that are numbers. */
function byId({ itemIds, sids }: ItemSids) {
  return new Map(itemIds.map((id, row) => [id, sids.codes.map((codes) => codes[row])]));
}

async function written(given: File, to: string, out: string): Promise<File[]> {
  const { files } = await convertFile({ files: [given], out, to });
  return files.map(({ name, body }) => new File([body], name));
}

test.each(TARGETS)('SIDs as %s are read back as they were', async (to) => {
  await fc.assert(
    fc.asyncProperty(someItems, async (items) => {
      const { itemIds, sids } = items;
      const bytes = await exportItems(itemIds, sids.codes);
      const given = new File([new Uint8Array(bytes)], 'items.parquet');
      const { codebookSizes } = sids;
      const read = await openCodes(await written(given, to, 'out'), { from: to, codebookSizes });
      expect(byId({ itemIds: read.ids, sids: read.sids })).toEqual(byId(items));
      expect(read.sids.codebookSizes).toEqual(codebookSizes);
      if (to !== 'index-json') expect(read.ids).toEqual(itemIds);
    }),
    SEED,
  );
});

test('codebooks of any sizes', async () => {
  const float = fc.float({ noNaN: true, noDefaultInfinity: true });
  const codebooks = fc
    .tuple(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
    )
    .chain(([dim, sizes]) =>
      fc.tuple(
        fc.constant({ dim, sizes }),
        ...sizes.map((k) =>
          fc.float32Array({
            noNaN: true,
            noDefaultInfinity: true,
            minLength: k * dim,
            maxLength: k * dim,
          }),
        ),
      ),
    );
  await fc.assert(
    fc.asyncProperty(
      codebooks,
      fc.boolean(),
      float,
      async ([{ dim, sizes }, ...levels], normalize, x) => {
        const run = {
          ...{ dim, codewordDim: dim, learned: null, center: new Float32Array(dim).fill(x) },
          config: { normalize, distance: 'l2' },
          levels: levels.map((codebook, l) => ({ codebook, codebookSize: sizes[l] })),
        } as unknown as FinishedRun;
        const file = new File([new Uint8Array(codebooksNpz(run))], 'codebooks.npz');
        const stated = { distance: null, normalize: null, beam: 1 };
        const saved = await readCodebooks(file, stated);
        expect(saved.codebooks).toEqual(levels);
        expect(saved.center).toEqual(run.center);
        expect(saved.config).toMatchObject({ normalize, codebookSizes: sizes });
      },
    ),
    SEED,
  );
});

test('metrics.json parses to the numbers that were written', () => {
  fc.assert(
    fc.property(someItems, ({ sids }) => {
      const { levels, depths } = sidMetrics(sids);
      const measured = levels.map((metrics, l) => ({ metrics, sid: depths[l]! }));
      const run = runOfCodes({ name: 'codes.npy', sids, levels: measured });
      const text = metricsJson(run);
      expect(JSON.parse(text)).toEqual(runMetrics(run));
      expect(text).not.toContain('null');
    }),
    SEED,
  );
});

test('vectors and histories in Parquet', async () => {
  const lines = '{"item_id":"a","emb":[0.5,2]}\n{"item_id":"b","emb":[-3,0.1]}\n';
  const vectors = await written(new File([lines], 'v.jsonl'), 'parquet', 'v.parquet');
  const { shard } = await openShard(vectors);
  expect(shard).toMatchObject({ rows: 2, mapping: { id: 'item_id', vector: 'embedding' } });
  expect(shard.preview[1]).toEqual({ item_id: 'b', embedding: '-3, 0.1 (2)' });
  const users = new File(['{"user_id":"u","item_ids":["a","b"]}\n'], 'u.jsonl');
  const histories = await openHistories((await written(users, 'parquet', 'u.parquet'))[0]!);
  expect(histories).toMatchObject({ users: ['u'], itemIds: ['a', 'b'] });
});
