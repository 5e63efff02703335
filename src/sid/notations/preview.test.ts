import { describe, expect, it } from 'vitest';
import { NOTATIONS, type NotationName } from './catalogue';
import { previewLines } from './preview';

const items = (rows: number) => ({
  itemIds: Array.from({ length: rows }, (_, row) => `i${row}`),
  sids: {
    rows,
    codebookSizes: [16, 16],
    codes: [1, 2].map((step) => Uint32Array.from({ length: rows }, (_, row) => (row * step) % 16)),
  },
});

describe('the preview of a notation', () => {
  it.each<[NotationName, string[]]>([
    ['forge-csv', ['item_id,SID', 'i0,"0,0"', 'i1,"1,2"']],
    ['forge-tokens', ['item_id,SID', 'i0,C0C8192', 'i1,C1C8194']],
    ['forge-columns', ['base62_string,codebook_lv1,codebook_lv2', 'i0,0,0', 'i1,1,2']],
    [
      'index-json',
      ['"i0": ["<a_0>","<b_0>"]', '"i1": ["<a_1>","<b_2>"]', '"i2": ["<a_2>","<b_4>"]'],
    ],
    ['onerec-parquet', ['pid | codes', 'i0 | [0, 0]', 'i1 | [1, 2]']],
    ['torcheasyrec-parquet', ['item_id | codes', 'i0 | [0, 0]', 'i1 | [1, 2]']],
    ['grid-npy', ['[0, 1, 2, 3, 4, 5, 6, 7, …]', '[0, 2, 4, 6, 8, 10, 12, 14, …]']],
  ])('%s', (name, lines) => {
    expect(previewLines(name, items(20))).toEqual(lines);
  });

  it('of fewer items than lines is shorter', () => {
    for (const name of Object.keys(NOTATIONS) as NotationName[]) {
      expect(previewLines(name, items(1)).length).toBeLessThanOrEqual(2);
    }
    expect(previewLines('index-json', items(0))).toEqual([]);
    expect(previewLines('grid-npy', items(2))).toEqual(['[0, 1]', '[0, 2]']);
  });

  it('has the offset that is asked for, and refuses one that mixes levels', () => {
    expect(previewLines('forge-tokens', items(2), 16)[2]).toBe('i1,C1C18');
    expect(() => previewLines('forge-tokens', items(2), 15)).toThrow(
      expect.objectContaining({ code: 'SID_OFFSET' }),
    );
  });
});
