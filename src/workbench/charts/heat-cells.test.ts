import { describe, expect, it } from 'vitest';
import { cellText, heatGrid } from './heat-cells';

describe('heatGrid', () => {
  it('wraps codes into rows, levels apart by an empty row', () => {
    const counts = Uint32Array.from({ length: 256 }, (_, code) => code);
    const grid = heatGrid([
      { codebookSize: 256, counts },
      { codebookSize: 256, counts: null },
    ]);
    expect(grid.columns).toBe(64);
    expect(grid.rowLabels).toEqual(['Level 1', '', '', '', '', 'Level 2', '', '', '']);
    expect(grid.cells).toHaveLength(256);
    expect(grid.cells[65]).toMatchObject({ x: 1, y: 1, level: 1, pick: 65, items: 65 });
    expect(grid.max).toBe(255);
  });

  it('groups neighbouring codes where K is too wide to draw, and loses no item', () => {
    const counts = new Uint32Array(32_768).fill(2);
    counts[9] = 5;
    const levels = Array.from({ length: 8 }, () => ({ codebookSize: 32_768, counts }));
    const grid = heatGrid(levels);
    expect(grid.cells.length).toBeLessThanOrEqual(12_288);
    const first = grid.cells.filter((cell) => cell.level === 1);
    expect(first.reduce((sum, cell) => sum + cell.items * cell.codes, 0)).toBeCloseTo(65_539);
    expect(first[0]?.pick).toBe(9);
    expect(first.at(-1)).toMatchObject({ codes: expect.any(Number) as number });
  });

  it('draws a codebook of one code', () => {
    const grid = heatGrid([{ codebookSize: 1, counts: Uint32Array.of(3) }]);
    expect(grid.columns).toBe(1);
    expect(grid.cells).toHaveLength(1);
  });

  it('says what a cell is', () => {
    const [one] = heatGrid([{ codebookSize: 1, counts: Uint32Array.of(1) }]).cells;
    const [dead] = heatGrid([{ codebookSize: 1, counts: Uint32Array.of(0) }]).cells;
    expect(one && cellText(one)).toBe('Level 1, code 0: 1 item');
    expect(dead && cellText(dead)).toBe('Level 1, code 0: dead');
  });
});
