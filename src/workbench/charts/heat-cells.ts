/** One cell of the usage heat map: a code, or neighbouring codes where K is too wide to draw. */
export interface HeatCell {
  readonly x: number;
  readonly y: number;
  /** 1-based. */
  readonly level: number;
  readonly firstCode: number;
  /** Codes in the cell. */
  readonly codes: number;
  /** Mean items per code of the cell; the count itself for a single code. */
  readonly items: number;
  /** The code that a click selects: the fullest of the cell. */
  readonly pick: number;
}

export interface HeatGrid {
  readonly columns: number;
  /** One label a grid row; levels are apart by an empty row. */
  readonly rowLabels: readonly string[];
  readonly cells: readonly HeatCell[];
  /** Largest `items` of all cells. */
  readonly max: number;
}

/** A level to lay out; without counts (not trained yet) its rows stay empty. */
export interface HeatLevel {
  readonly codebookSize: number;
  readonly counts: Uint32Array | null;
}

/** Cells in all: what a canvas redraws ten times a second without stutter. */
const MAX_CELLS = 12_288;
const MAX_COLUMNS = 128;

/** Wraps each level's codes into rows of equal length, so that a cell is large enough to hit. */
export function heatGrid(levels: readonly HeatLevel[]): HeatGrid {
  const budget = Math.floor(MAX_CELLS / Math.max(1, levels.length));
  const widest = Math.max(1, ...levels.map((level) => Math.min(budget, level.codebookSize)));
  const columns = Math.min(MAX_COLUMNS, widest, 4 * 2 ** Math.ceil(Math.log2(Math.sqrt(widest))));
  const rowLabels: string[] = [];
  const cells: HeatCell[] = [];
  levels.forEach((level, index) => {
    if (index > 0) rowLabels.push('');
    const codesPerCell = Math.ceil(level.codebookSize / budget);
    const count = Math.ceil(level.codebookSize / codesPerCell);
    const top = rowLabels.length;
    for (let row = 0; row < Math.ceil(count / columns); row++) {
      rowLabels.push(row === 0 ? `Level ${index + 1}` : '');
    }
    const { counts } = level;
    if (!counts) return;
    for (let i = 0; i < count; i++) {
      const place = { x: i % columns, y: top + Math.floor(i / columns), level: index + 1 };
      cells.push({ ...place, ...summary(counts, i * codesPerCell, codesPerCell) });
    }
  });
  return { columns, rowLabels, cells, max: cells.reduce((max, c) => Math.max(max, c.items), 0) };
}

function summary(counts: Uint32Array, firstCode: number, width: number) {
  const codes = Math.min(width, counts.length - firstCode);
  let total = 0;
  let pick = firstCode;
  for (let code = firstCode; code < firstCode + codes; code++) {
    const items = counts[code] ?? 0;
    total += items;
    if (items > (counts[pick] ?? 0)) pick = code;
  }
  return { firstCode, codes, items: total / codes, pick };
}

/** "Level 2, code 17: 14 items" */
export function cellText(cell: HeatCell): string {
  if (cell.codes > 1) {
    const last = cell.firstCode + cell.codes - 1;
    const mean = Math.round(cell.items * 100) / 100;
    return `Level ${cell.level}, codes ${cell.firstCode}–${last}: ${mean} items a code`;
  }
  const items = cell.items === 1 ? '1 item' : `${cell.items.toLocaleString('en')} items`;
  return `Level ${cell.level}, code ${cell.firstCode}: ${cell.items === 0 ? 'dead' : items}`;
}
