import { describe, expect, it } from 'vitest';
import { trainedFixture } from './results.fixture';
import {
  emptyText,
  selectedPath,
  selectedRows,
  selectionLabel,
  sidOfRow,
  sidsOf,
} from './selection';

const { levels } = trainedFixture();
const sids = sidsOf(levels);

describe('selection', () => {
  it('lists the items of a code', () => {
    expect([...selectedRows({ kind: 'code', level: 0, code: 1 }, sids)]).toEqual([2, 3]);
  });

  it('lists the members of a bucket, and of the wider one when L is lowered', () => {
    const bucket = { kind: 'bucket', sid: [1, 1, 0] } as const;
    expect([...selectedRows(bucket, sids)]).toEqual([2]);
    expect([...selectedRows(bucket, sidsOf(levels.slice(0, 2)))]).toEqual([2, 3]);
  });

  it('lists an item with those that share its SID', () => {
    expect([...selectedRows({ kind: 'item', row: 5 }, sids)]).toEqual([0, 5]);
    expect([...selectedRows({ kind: 'item', row: 5 }, null)]).toEqual([5]);
  });

  it('lists nothing for a level that is gone', () => {
    const code = { kind: 'code', level: 2, code: 0 } as const;
    expect([...selectedRows(code, sidsOf(levels.slice(0, 1)))]).toEqual([]);
  });

  it('lights up the codes of its path', () => {
    expect(selectedPath({ kind: 'item', row: 3 }, sids)).toEqual([1, 1, 1]);
    expect(selectedPath({ kind: 'code', level: 1, code: 3 }, sids)).toEqual([null, 3, null]);
    expect(selectedPath(null, sids)).toEqual([]);
  });

  it('lights up nothing once a retrain has left nothing of it', () => {
    const bucket = { kind: 'bucket', sid: [2, 3, 3] } as const;
    expect([...selectedRows(bucket, sids)]).toEqual([]);
    expect(selectedPath(bucket, sids)).toEqual([]);
    expect(emptyText(bucket)).toBe('No item has this SID any more');
    const code = { kind: 'code', level: 0, code: 73 } as const;
    expect(selectedPath(code, sids)).toEqual([]);
    expect(emptyText(code)).toBe('No item has this code');
    expect(selectedPath({ ...code, level: 3, code: 0 }, sids)).toEqual([]);
  });

  it('still lights up a dead code', () => {
    expect(selectedPath({ kind: 'code', level: 0, code: 3 }, sids)).toEqual([3, null, null]);
  });

  it('has a name', () => {
    const title = (row: number) => `Item ${row}`;
    expect(selectionLabel({ kind: 'code', level: 1, code: 7 }, title)).toBe('Level 2, code 7');
    expect(selectionLabel({ kind: 'bucket', sid: [1, 2] }, title)).toBe('SID 1-2');
    expect(selectionLabel({ kind: 'item', row: 4 }, title)).toBe('Item 4');
  });

  it('reads the SID of a row', () => {
    expect(sids && sidOfRow(sids, 0)).toEqual([0, 3, 2]);
  });
});
