import fc from 'fast-check';
import { expect } from 'vitest';
import { encodeNpz } from '../../dataset/formats/npz-write';
import { Problem } from '../../problem';
import type { DataApi } from '../protocol';

const ROWS = 6;

/** FORGE's shape of file: `ids` 100..105 and `embeds` of two dims. */
function goodFile(): File {
  const ids = Int32Array.from({ length: ROWS }, (_, row) => 100 + row);
  const vectors = Float32Array.from({ length: 2 * ROWS }, (_, index) => index);
  const bytes = encodeNpz({
    ids: { data: ids, shape: [ROWS] },
    embeds: { data: vectors, shape: [ROWS, 2] },
  });
  return new File([bytes as Uint8Array<ArrayBuffer>], 'good.npz');
}

/** A row of the table: what the file is, the problem that it is, words of its message. */
export type Broken = readonly [what: string, code: string, words: string | RegExp, file: File];

/** A good file's rows are in use, with a user's history of them. */
export async function useGoodFile(data: DataApi): Promise<void> {
  await useRows(data, [goodFile()]);
  await data.openHistories(new File(['{"user_id":"u","item_ids":[101,103]}'], 'good.jsonl'));
}

async function useRows(data: DataApi, files: readonly File[]): Promise<number> {
  const { mapping } = await data.open(files);
  const request = { mapping, where: '', sample: null, seed: 0, dropNonFinite: false };
  return (await data.slice(request)).rows;
}

/** Opens files and uses all of their rows. Returns the problem that this ends in, or the rows. */
export async function attempt(data: DataApi, files: readonly File[]): Promise<Problem | number> {
  try {
    return await useRows(data, files);
  } catch (error) {
    if (error instanceof Problem && error.code !== 'INTERNAL') return error;
    throw error;
  }
}

/**
 * Files that cannot be used are a problem in three parts, after which the rows before are still in use
 * and the next file opens.
 */
export async function expectRefused(
  data: DataApi,
  code: string,
  words: string | RegExp,
  files: readonly File[],
): Promise<void> {
  const problem = await attempt(data, files);
  expect(problem).toMatchObject({ code });
  const { message, hint } = problem as Problem;
  expect(message).toMatch(words);
  // One or two sentences, and not the file itself.
  expect(message.length).toBeLessThan(600);
  expect(hint).toMatch(/^[A-Z].*\.$/s);
  expect([...(await data.matchHistories()).rows]).toEqual([1, 3]);
  expect(await attempt(data, [goodFile()])).toBe(ROWS);
}

/** Cuts a good file off anywhere, and changes some of its bytes: rows or a problem, never a bug. */
export async function expectNoBug(
  data: DataApi,
  name: string,
  good: Uint8Array,
  numRuns: number,
): Promise<void> {
  expect(
    await attempt(data, [new File([good as Uint8Array<ArrayBuffer>], name)]),
  ).not.toBeInstanceOf(Problem);
  const flips = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length), fc.boolean(), flips, async (end, isCut, changes) => {
      const bytes = good.slice(0, isCut ? end : good.length);
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      await attempt(data, [new File([bytes], name)]);
    }),
    { numRuns, seed: 1 },
  );
  expect(await attempt(data, [goodFile()])).toBe(ROWS);
}
