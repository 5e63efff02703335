import { useMemo, useState, type KeyboardEvent } from 'react';
import { Chart } from '../charts/Chart';
import { useChartTheme } from '../charts/use-chart-theme';
import { cellText, heatGrid, type HeatGrid } from '../charts/heat-cells';
import { usageHeatmapOption } from '../charts/usage-heatmap';
import { selectedPath } from '../state/selection';
import { select, useWorkbench } from '../state/store';
import type { View } from '../state/view';

/** Level x code. A click, or arrows and Enter, lists the items of a code. */
export function UsageHeatmap({ view }: { readonly view: View }) {
  const theme = useChartTheme();
  const selection = useWorkbench((state) => state.selection);
  const [cursor, setCursor] = useState(-1);
  const grid = useMemo(
    () =>
      heatGrid(
        view.sizes.map((codebookSize, index) => ({
          codebookSize,
          counts: view.levels[index]?.metrics.counts ?? null,
        })),
      ),
    [view],
  );
  const path = useMemo(() => selectedPath(selection, view.sids), [selection, view.sids]);
  const option = useMemo(
    () => usageHeatmapOption(grid, { cursor, path }, theme),
    [grid, cursor, path, theme],
  );
  const pick = (index: number) => {
    const cell = grid.cells[index];
    if (cell) select({ kind: 'code', level: cell.level - 1, code: cell.pick });
  };
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      pick(cursor);
      return;
    }
    const next = neighbour(grid, cursor, event.key);
    if (next === null) return;
    event.preventDefault();
    setCursor(next);
  };
  const current = grid.cells[cursor];
  return (
    <div className="chart-box">
      <Chart
        title="Items per code"
        unit="items, √ colour scale"
        tools={
          <span className="muted">
            <span className="swatch" style={{ background: 'var(--dead)' }} aria-hidden />
            dead
          </span>
        }
        n={view.n}
        option={option}
        description={`Heat map of items per code, ${grid.cells.length} cells over ${view.levels.length} levels. The fullest holds ${Math.ceil(grid.max)} items. Arrow keys move, Enter selects a code.`}
        onPick={pick}
        onKeyDown={move}
        table={{
          columns: [
            { name: 'Level', numeric: true },
            { name: 'Code', numeric: true },
            { name: 'Items', numeric: true },
          ],
          rowCount: grid.cells.length,
          cell: (row, column) => {
            const cell = grid.cells[row];
            if (!cell) return '';
            return [cell.level, codeRange(cell.firstCode, cell.codes), cell.items][column];
          },
          onPick: pick,
        }}
      />
      <span className="visually-hidden" aria-live="polite">
        {current ? cellText(current) : ''}
      </span>
    </div>
  );
}

function codeRange(first: number, codes: number): string {
  return codes === 1 ? String(first) : `${first}–${first + codes - 1}`;
}

/** The cell an arrow key leads to; null for keys that are none of ours. */
function neighbour(grid: HeatGrid, cursor: number, key: string): number | null {
  const last = grid.cells.length - 1;
  const clamp = (index: number) => Math.max(0, Math.min(last, index));
  if (key === 'ArrowRight') return clamp(cursor + 1);
  if (key === 'ArrowLeft') return clamp(cursor - 1);
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null;
  const from = grid.cells[Math.max(0, cursor)];
  if (!from) return null;
  const isDown = key === 'ArrowDown';
  const found = isDown
    ? grid.cells.findIndex((cell) => cell.y > from.y && cell.x >= from.x)
    : grid.cells.findLastIndex((cell) => cell.y < from.y && cell.x <= from.x);
  return found === -1 ? clamp(cursor) : found;
}
