import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Problem } from '../../problem';
import { SIX_ITEMS } from '../../sid/sids.fixture';
import { readForgeOutput, writeForgeOutput, type ForgePrediction } from './output-jsonl';
import { holdsForgeOutput, openForgeOutput } from './open-output';
import { forgeTexts, scoreForgeOutput } from './score-output';

/** SIDs 0-0, 0-0, 0-1, 1-0, 1-0, 2-1. */
const CATALOGUE = { itemIds: ['a', 'b', 'c', 'd', 'e', 'f'], sids: SIX_ITEMS };

test('a file as FORGE writes it, of either model', () => {
  const text =
    '{"answer": " x;y;x ", "_generated_text_": ["C17C8209C20001"], "uuid": 1}\r\n\n' +
    '{"answer": "", "_generated_new_text_": []}';
  expect(readForgeOutput(text)).toEqual([
    { answers: ['x', 'y'], generated: ['C17C8209C20001'] },
    { answers: [''], generated: [] },
  ]);
});

test.each([
  '{"answer": "a", "_generated_text_": ["C0',
  '[]',
  'null',
  '{"answer": 5, "_generated_text_": []}',
  '{"answer": "a"}',
  '{"answer": "a", "_generated_text_": "C0C8192"}',
  '{"answer": "a", "_generated_text_": [1]}',
])('line %s is named', (line) => {
  const read = () => readForgeOutput(`{"answer": "a", "_generated_text_": []}\n${line}`);
  expect(read).toThrow(Problem);
  expect(read).toThrow('Line 2 is no generation output');
});

test('what is written is read back', () => {
  const id = fc.stringMatching(/^[a-zA-Z0-9_-]+$/);
  const prediction = fc.record<ForgePrediction>({
    answers: fc.uniqueArray(id, { minLength: 1, maxLength: 4 }),
    generated: fc.array(fc.string(), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(fc.array(prediction, { maxLength: 4 }), (predictions) => {
      expect(readForgeOutput(writeForgeOutput(predictions))).toEqual(predictions);
    }),
  );
});

test('HR@K by hand: unknown SIDs skipped, several answers, macro', () => {
  const predictions = [
    // Items d, e, then c, once more than the first beam: the answers are f (missed) and c.
    { answers: ['f', 'c'], generated: ['C1C8192', 'C5C8192', 'C0', 'x', 'C0C8193'] },
    { answers: ['b'], generated: ['C0C8192'] },
    // Not in the catalogue: a target that cannot be hit.
    { answers: ['zzz', 'a'], generated: ['C0C8192', 'C8192C0'] },
  ];
  const { items, invalidRate, sequences, unknownAnswers } = scoreForgeOutput(
    predictions,
    CATALOGUE,
  );
  const at5 = items.all.atK.find(({ k }) => k === 5)!;
  expect(at5.recall).toBe((1 / 2 + 1 + 1 / 2) / 3);
  expect(at5.microRecall).toBe(3 / 5);
  expect(items.byPopularity).toEqual([]);
  expect([invalidRate, sequences, unknownAnswers]).toEqual([4 / 8, 8, 1]);
});

test('the cut is of items, not of SIDs, and a SID generated twice takes its places twice', () => {
  // a, b, a, b, then c is the fifth item; with another bucket before it the sixth.
  const twice = ['C0C8192', 'C0C8192', 'C0C8193'];
  const first = scoreForgeOutput([{ answers: ['c'], generated: twice }], CATALOGUE);
  expect(first.items.all.atK[1]).toMatchObject({ k: 5, recall: 1 });
  const later = scoreForgeOutput([{ answers: ['c'], generated: ['C2C8193', ...twice] }], CATALOGUE);
  expect(later.items.all.atK[1]).toMatchObject({ k: 5, recall: 0 });
  expect(later.items.all).toMatchObject({ depth: 6 });
  expect(later.items.all.atK[2]).toMatchObject({ k: 10, recall: null });
  expect([later.duplicates, later.sequences]).toEqual([1, 4]);
});

test('our rankings in its tokens, and another offset', () => {
  const texts = forgeTexts(
    [
      [1, 0],
      [0, 1],
    ],
    SIX_ITEMS,
  );
  expect(texts).toEqual(['C1C8192', 'C0C8193']);
  const generated = forgeTexts([[0, 1]], SIX_ITEMS, 4);
  expect(generated).toEqual(['C0C5']);
  const score = scoreForgeOutput([{ answers: ['c'], generated }], CATALOGUE, 4);
  expect(score.items.all.atK[0]!.recall).toBe(1);
  expect(score.invalidRate).toBe(0);
});

test('a file larger than one text is refused before it is read', async () => {
  const file = { name: 'output.jsonl', size: 2 ** 29, text: () => Promise.reject(new Error()) };
  await expect(openForgeOutput(file as unknown as File)).rejects.toMatchObject({
    code: 'FORGE_SIZE',
  });
  await expect(openForgeOutput(new File(['\n'], 'o'))).rejects.toMatchObject({
    code: 'FORGE_EMPTY',
  });
});

test('FORGE output is told from histories by its first field of texts', async () => {
  const holds = (text: string) => holdsForgeOutput(new File([text], 'x.jsonl'));
  expect(await holds('{"answer": "a", "_generated_text_" : ["C0"]}')).toBe(true);
  expect(await holds('{"_generated_new_text_":[]}')).toBe(true);
  expect(await holds('{"user_id": 1, "item_ids": [2, 3]}')).toBe(false);
});
