import { expect, test } from 'vitest';
import { encodeNpy } from '../dataset/formats/npy-write';
import { openShard } from '../dataset/open-shard';
import { openHistories } from '../dataset/histories/open-histories';
import { convertFile } from './convert';

/** What needs no parquet-wasm runs in Node as well. */
const file = (name: string, content: string | Uint8Array) =>
  new File([typeof content === 'string' ? content : new Uint8Array(content)], name);
const convert = (given: File, out: string, to: string | null = null) =>
  convertFile({ files: [given], out, to });
async function texts({ files }: Awaited<ReturnType<typeof convertFile>>) {
  const found: Record<string, string> = {};
  for (const { name, body } of files) found[name] = await body.text();
  return found;
}

const SIDS = file('sids.csv', 'item_id,SID\na,"0,5"\nb,"2,0"\n');
const HISTORIES = file('users.jsonl', '{"user_id":"u","item_ids":["a,1","b"]}\n');

test.each([
  ['index.json', null, '{"a":["<a_0>","<b_5>"],"b":["<a_2>","<b_0>"]}\n'],
  ['forge_tokens.csv', null, 'item_id,SID\na,C0C8197\nb,C2C8192\n'],
  ['other.csv', 'forge-columns', 'base62_string,codebook_lv1,codebook_lv2\na,0,5\nb,2,0\n'],
])('SIDs as %s', async (out, to, text) => {
  expect(await texts(await convert(SIDS, out, to))).toEqual({ [out]: text });
});

test('tokens as far apart as is said', async () => {
  const request = { files: [SIDS], out: 'x.csv', to: 'forge-tokens', writeOffset: 10 };
  expect(await texts(await convertFile(request))).toEqual({
    'x.csv': 'item_id,SID\na,C0C15\nb,C2C10\n',
  });
  await expect(convertFile({ ...request, writeOffset: 4 })).rejects.toMatchObject({
    code: 'SID_OFFSET',
  });
});

test('an array of codes has its ids beside it, unless it never had any', async () => {
  const { files } = await convert(SIDS, 'codes.npy');
  expect(files.map(({ name }) => name)).toEqual(['codes.npy', 'codes.ids.npy']);
  const codes = file('codes.npy', encodeNpy({ data: Int32Array.of(1, 2), shape: [2, 1] }));
  expect((await convert(codes, 'grid_sids.npy')).files).toHaveLength(1);
});

test.each(['v.npz', 'v.npy', 'v.jsonl', 'v.feather', 'v.arrow', 'emb.csv'])(
  'vectors as %s',
  async (out) => {
    const given = file('v.csv', 'item_id,emb\n007,"[0.1,2]"\nb,"[-3,0.25]"\n');
    const { files, summary } = await convert(given, out);
    expect(summary).toContain('2 vectors x 2');
    const written = files.map(({ name, body }) => new File([body], name));
    const { source, shard } = await openShard(written);
    expect(shard.mapping.id).not.toBeNull();
    const read: unknown[] = [];
    for await (const { batch } of source.batches([shard.mapping.id!, shard.mapping.vector], null)) {
      for (let row = 0; row < batch.numRows; row++) {
        const vector = batch.getChild(shard.mapping.vector)?.get(row) as Iterable<number>;
        read.push([batch.getChild(shard.mapping.id!)?.get(row), [...vector].map(Math.fround)]);
      }
    }
    expect(read).toEqual([
      ['007', [Math.fround(0.1), 2]],
      ['b', [-3, 0.25]],
    ]);
  },
);

const VECTORS = ['npy', 'npz', 'feather', 'jsonl', 'item-emb'];
test.each(VECTORS.flatMap((from) => VECTORS.map((to) => [from, to] as const)))(
  'vectors from %s to %s keep ids and every bit',
  async (from, to) => {
    const asFiles = async (files: readonly File[], target: string) =>
      (await convertFile({ files, out: 'v.npy', to: target })).files.map(
        ({ name, body }) => new File([body], name),
      );
    const given = file('v.csv', 'item_id,emb\n007,"[0.1,2]"\nb,"[-3,1e-30]"\n');
    const there = await asFiles(await asFiles([given], from), to);
    const [back] = await asFiles(there, 'jsonl');
    expect(
      (await back!.text())
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { item_id: '007', embedding: [Math.fround(0.1), 2] },
      { item_id: 'b', embedding: [-3, Math.fround(1e-30)] },
    ]);
  },
);

test.each(['jsonl', 'csv'])('histories as %s', async (ending) => {
  const { files } = await convert(HISTORIES, `out.${ending}`);
  const { users, items, itemIds } = await openHistories(new File([files[0]!.body], 'out'));
  expect(users).toEqual(['u']);
  expect(Array.from(items, (item) => itemIds[item])).toEqual(['a,1', 'b']);
});

test("FORGE's samples as histories of SIDs, or as the SIDs that occur", async () => {
  const samples = file('train.csv', 'id\tuser\tanswer\nu1\tC1C8194C1C8195\tC2C8192\n');
  expect(await texts(await convert(samples, 'users.jsonl'))).toEqual({
    'users.jsonl': '{"user_id":"u1","item_ids":["C1C8194","C1C8195","C2C8192"]}\n',
  });
  const { summary } = await convert(samples, 'index.json');
  expect(summary).toBe('3 items x 2 levels, forge-samples as index-json');
});

test('S3-Rec text of whole numbers only', async () => {
  const numbers = file('users.jsonl', '{"user_id":1,"item_ids":[7,8]}\n');
  expect(await texts(await convert(numbers, 'u.txt'))).toEqual({ 'u.txt': '1 7 8\n' });
  await expect(convert(HISTORIES, 'u.txt')).rejects.toMatchObject({ code: 'CONVERT_TEXT' });
});

test.each([
  [SIDS, 'x.txt', null, 'forge-csv'],
  [SIDS, 'x.csv', 'npz', 'forge-csv'],
  [HISTORIES, 'x.npz', null, 'jsonl'],
  [HISTORIES, 'index.json', 'index-json', 'jsonl'],
])('a format that the content does not have', async (given, out, to, instead) => {
  await expect(convert(given, out, to)).rejects.toMatchObject({
    code: 'CONVERT_TARGET',
    hint: expect.stringContaining(instead) as unknown,
  });
});
