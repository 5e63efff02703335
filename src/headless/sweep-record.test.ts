import { expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../quantizer/config';
import { DEFAULT_POLICIES } from '../sid/policies/policy-config';
import { isOpen, settingsOf, settingsText } from './sweep-record';

const lloyd = settingsOf(DEFAULT_CONFIG, null);
/** As it comes back from a file. */
const saved = (value: typeof lloyd) => JSON.parse(JSON.stringify(value)) as typeof lloyd;

test('settings of other methods decide nothing', () => {
  const { rqvae, ema } = DEFAULT_CONFIG;
  const other = {
    ...DEFAULT_CONFIG,
    rqvae: { ...rqvae, latentDim: 9 },
    ema: { ...ema, decay: 0.5 },
  };
  expect(isOpen(settingsOf(other, null), [saved(lloyd)])).toBe(false);
  const learned = { ...other, method: 'rqvae' } as const;
  expect(settingsOf(learned, null)).toMatchObject({ rqvae: { latentDim: 9 } });
  expect(settingsOf(learned, null)).not.toHaveProperty('ema');
  expect(settingsOf({ ...other, method: 'ema' }, null)).toMatchObject({ ema: { decay: 0.5 } });
});

test.each([
  ['seed', settingsOf({ ...DEFAULT_CONFIG, seed: 1 }, null)],
  ['K', settingsOf({ ...DEFAULT_CONFIG, codebookSizes: [256, 256, 255] }, null)],
  ['method', settingsOf({ ...DEFAULT_CONFIG, method: 'ema' }, null)],
  ['policy', settingsOf(DEFAULT_CONFIG, DEFAULT_POLICIES.knnCap)],
])('another %s is another run', (_name, other) => {
  expect(isOpen(other, [saved(lloyd)])).toBe(true);
  expect(isOpen(other, [lloyd, saved(other)])).toBe(false);
});

test('a run in words', () => {
  expect(settingsText(lloyd)).toBe('lloyd 3 x 256, seed 0');
});
