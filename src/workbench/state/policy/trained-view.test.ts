import { expect, it } from 'vitest';
import type { View } from '../view';
import { codedLevels, trainedView } from './trained-view';

const level = (codes: number) => ({ result: { codebook: new Float32Array(codes) } });

it('leaves out a level without a codebook, and nothing else', () => {
  const view = { levels: [level(4), level(0)], sizes: [4, 9], n: 6 } as unknown as View;
  expect(trainedView(view)).toEqual({ levels: [view.levels[0]], sizes: [4], n: 6 });
  const trained = { levels: [level(4), { result: null }] } as unknown as View;
  expect(trainedView(trained)).toBe(trained);
  expect(trainedView(null)).toBeNull();
  expect(codedLevels(view.levels)).toEqual([view.levels[0]?.result]);
  expect(codedLevels(trained.levels)).toEqual([trained.levels[0]?.result]);
});
