import { useMemo, type CSSProperties } from 'react';
import type { RunRecord } from '../../state/runs/record';
import { sortRuns } from '../../state/runs/sort-runs';
import { sortRunsBy, togglePicked, useRuns } from '../../state/runs/runs-store';
import { VirtualTable, type Column } from '../../widgets/VirtualTable';
import { RUN_COLUMNS } from './run-columns';

/** Rows in sight before the table scrolls. */
const SHOWN_ROWS = 8;
const ROW_PX = 26;

/** The history. A row, clicked or entered, is picked for comparison; again, it is given up. */
export function RunsTable({ runs }: { readonly runs: readonly RunRecord[] }) {
  const sort = useRuns((state) => state.sort);
  const picked = useRuns((state) => state.picked);
  const baseline = useRuns((state) => state.baseline);
  const sorted = useMemo(() => {
    const column = RUN_COLUMNS.find(({ by }) => by === sort.by);
    return sortRuns(runs, column?.sortValue ?? (({ at }) => at), sort.isDescending);
  }, [runs, sort]);
  const rows = useMemo(() => {
    const ids = new Set(picked);
    return new Set(sorted.flatMap(({ id }, row) => (ids.has(id) ? [row] : [])));
  }, [sorted, picked]);
  const columns: Column[] = [
    { name: 'Pick', rem: 2, grow: 0 },
    ...RUN_COLUMNS.map(({ by, name, rem, grow, numeric, of }): Column => ({
      name,
      rem,
      grow,
      numeric,
      ...(of ? { of } : {}),
      sort: sort.by !== by ? 'none' : sort.isDescending ? 'descending' : 'ascending',
    })),
  ];
  const height = (Math.min(SHOWN_ROWS, sorted.length) + 1) * ROW_PX;
  return (
    <div className="runs-table" style={{ '--rows': `${height}px` } as CSSProperties}>
      <VirtualTable
        label="Runs"
        columns={columns}
        rowCount={sorted.length}
        picked={rows}
        onPick={(row) => {
          const run = sorted[row];
          if (run) togglePicked(run.id);
        }}
        onSort={(column) => {
          const sortable = RUN_COLUMNS[column - 1];
          if (sortable) sortRunsBy(sortable.by);
        }}
        cell={(row, column) => {
          const run = sorted[row];
          if (!run) return '';
          if (column === 0) return <PickMark isOn={rows.has(row)} isPinned={run.id === baseline} />;
          const text = RUN_COLUMNS[column - 1]?.text(run) ?? '';
          return <span title={text}>{text}</span>;
        }}
      />
    </div>
  );
}

/** Whether it is compared, and whether it is the baseline: by sign, not by colour. */
function PickMark({ isOn, isPinned }: { readonly isOn: boolean; readonly isPinned: boolean }) {
  return (
    <>
      <span className="pick" aria-hidden>
        {isOn ? '☑' : '☐'}
      </span>
      {isPinned && (
        <span className="pin" role="img" aria-label="baseline" title="The baseline">
          ★
        </span>
      )}
    </>
  );
}
