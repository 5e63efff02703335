import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { encodeNpy, type NpyOutput } from '../formats/npy-write';
import { encodeNpz } from '../formats/npz-write';
import { matchPairs } from './match-pairs';
import { openPairs } from './open-pairs';

const file = (bytes: Uint8Array, name = 'pairs.npz') =>
  new File([bytes as Uint8Array<ArrayBuffer>], name);

const pairsOf = (...ids: bigint[]): NpyOutput => ({
  data: BigInt64Array.from(ids),
  shape: [ids.length / 2, 2],
});

/** `|O`: what numpy writes for a dict, as FORGE's `itemEncID`. */
const pickle = Buffer.concat([
  Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]),
  Buffer.from(
    "{'descr': '|O', 'fortran_order': False, 'shape': (), }".padEnd(117) + '\n',
    'latin1',
  ),
  Buffer.from([0x80, 0x02, 0x2e]),
]);

const quiet = { onProgress: () => undefined };
const matched = async (npz: File, ids: readonly string[]) =>
  matchPairs(await openPairs(npz), ids, quiet);

describe('pairs of item ids', () => {
  test("FORGE's npz: pairs beside a pickle that is left alone; unknown and equal ids are counted", async () => {
    const large = 2n ** 60n + 1n;
    const members = {
      'itemEncID.npy': new Uint8Array(pickle),
      'pairs.npy': encodeNpy(pairsOf(large, 5n, 5n, 7n, 7n, 7n, 5n, 9n, large, 5n)),
      'embeds.npy': encodeNpy({ data: new Float32Array(4), shape: [2, 2] }),
    };
    const ids = ['7', '5', String(large), '5'];
    const { pairs, ...counts } = await matched(file(zipSync(members, { level: 0 })), ids);
    expect([...pairs]).toEqual([2, 1, 1, 0, 2, 1]);
    expect(counts).toEqual({ total: 5, unknown: 1, same: 1 });
  });

  test('an .npy of pairs, and many of them', async () => {
    const rows = 140_000;
    const data = Int32Array.from({ length: 2 * rows }, (_, at) => at % 3);
    const npy = file(encodeNpy({ data, shape: [rows, 2] }), 'p.npy');
    const steps: number[] = [];
    const { pairs } = await matchPairs(await openPairs(npy), ['0', '1', '2'], {
      onProgress: ({ done }) => steps.push(done),
    });
    expect([...pairs]).toEqual([...data]);
    expect(steps).toEqual([131_072, rows]);
  });

  test.for([
    ['PAIRS_FILE', encodeNpz({ ids: { data: Int32Array.of(1), shape: [1] } }), 'no array named'],
    ['PAIRS_FILE', encodeNpz({ pairs: { data: new Int32Array(6), shape: [2, 3] } }), '(2, 3)'],
    ['PAIRS_FILE', encodeNpz({ pairs: { data: new Float32Array(4), shape: [2, 2] } }), '<f4'],
    ['NPZ_PICKLE', zipSync({ 'pairs.npy': new Uint8Array(pickle) }), 'pickled'],
    ['FILE_TRUNCATED', encodeNpz({ pairs: pairsOf(1n, 2n) }).slice(0, 90), 'not complete'],
    ['PAIRS_FILE', new TextEncoder().encode('a,b\n1,2\n'), 'no array named'],
    ['FILE_TYPE', new TextEncoder().encode('some notes'), 'looks like text'],
  ] as const)('%s', async ([code, bytes, words]) => {
    const error = await openPairs(file(bytes)).catch((problem: unknown) => problem);
    expect(error).toMatchObject({ code });
    expect((error as Error).message).toContain(words);
  });

  test('no known pair is a problem that names ids of both sides', async () => {
    const strange = file(encodeNpz({ pairs: pairsOf(1n, 2n, 1n, 3n) }));
    await expect(matched(strange, ['a', 'b'])).rejects.toMatchObject({
      code: 'PAIRS_UNKNOWN',
      message: expect.stringMatching(/None of the 2 pairs.* 1; the rows are a, b/) as string,
    });
    const alone = file(encodeNpz({ pairs: pairsOf(1n, 1n) }));
    await expect(matched(alone, ['1'])).rejects.toMatchObject({ code: 'PAIRS_UNKNOWN' });
  });

  test('a cancel ends it', async () => {
    const array = await openPairs(file(encodeNpz({ pairs: pairsOf(1n, 2n) })));
    const signal = AbortSignal.abort();
    await expect(matchPairs(array, ['1', '2'], { ...quiet, signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});
