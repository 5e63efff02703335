import { expect, test } from 'vitest';
import type { DecodeTrace, TracedLevel } from '../../../worker/protocol';
import { prefixTexts, truthText } from './glass-text';

const beam = (parent: number, code: number, ofTruth = false) => ({
  ...{ parent, code, ofTruth, items: 1, score: -1, logProbability: -1 },
});
const level = (...beams: TracedLevel['beams']): TracedLevel => ({
  ...{ beams, children: 3, others: 2, bestOthers: [] },
});
const trace = (levels: TracedLevel[], rank: number | null): DecodeTrace => ({
  ...{ history: Uint32Array.of(0), target: 1, levels, rank },
  ranking: [{ row: 1, beam: 0 }],
});

test('codes of a beam from its parents', () => {
  const levels = [level(beam(0, 4), beam(0, 2)), level(beam(1, 9), beam(0, 0))];
  expect(prefixTexts({ levels })).toEqual([
    ['4', '2'],
    ['2-9', '4-0'],
  ]);
});

test('the truth is found, or lost at a level', () => {
  const levels = [level(beam(0, 4, true), beam(0, 2)), level(beam(1, 9), beam(0, 0))];
  expect(truthText(trace(levels, 0), 'Heat')).toBe('Heat is number 1 of the 1 item found.');
  expect(truthText(trace(levels, null), 'Heat')).toBe(
    'Heat is not found: its prefix is not among the 2 beams of level 2.',
  );
});
