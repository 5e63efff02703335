import { expect, it } from 'vitest';
import { leavesText, NOTATION_CHOICES, previewOf } from './notation-text';

const sids = { rows: 2, codebookSizes: [9000], codes: [Uint32Array.of(8, 8999)] };

it('names every format by its reader and its file', () => {
  expect(NOTATION_CHOICES.map(({ text }) => text)).toContain('LC-Rec: index.json');
  expect(new Set(NOTATION_CHOICES.map(({ text }) => text)).size).toBe(7);
});

it('previews, or says why it cannot be written', () => {
  const items = { itemIds: ['x', 'y'], sids };
  expect(previewOf('forge-csv', items, 1).lines).toHaveLength(3);
  expect(previewOf('forge-tokens', items, 8192)).toMatchObject({
    ...{ lines: [], problem: { code: 'SID_OFFSET' } },
  });
});

it('says what leaves the page', () => {
  expect(leavesText('index.json', sids)).toContain('SIDs of 2 items (1 code each) and their ids.');
  expect(leavesText('grid_sids.npy', sids)).toContain('no item ids');
});
