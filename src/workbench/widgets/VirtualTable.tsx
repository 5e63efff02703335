import { useVirtualizer } from '@tanstack/react-virtual';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { TableHead, type Column } from './TableHead';

export type { Column } from './TableHead';

interface VirtualTableProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rowCount: number;
  readonly cell: (row: number, column: number) => ReactNode;
  /** Makes rows selectable: arrows move, Enter or a click picks. */
  readonly onPick?: (row: number) => void;
  /** The picked row, or several: then picking a row again gives it up. */
  readonly picked?: number | null | ReadonlySet<number>;
  readonly onSort?: (column: number) => void;
}

const ROW_PX = 26;
const COLUMN_REM = 5;
const GAP_REM = 0.625;
/** Longer SIDs are cut short: titles need the room more. */
const MAX_SID_REM = 9;

/** Width of a column of SIDs such as `12-7-201`, up to three digits a level, in rem. */
export function sidRem(levels: number): number {
  return Math.min(MAX_SID_REM, Math.max(3, 0.46 * (4 * levels - 1)));
}

/** A table of any length: only the rows in sight are in the document, the rest is counted. */
export function VirtualTable(props: VirtualTableProps) {
  const { label, columns, rowCount, cell, onPick, picked, onSort } = props;
  const isMany = picked instanceof Set;
  const isPicked = (row: number) => (isMany ? picked.has(row) : row === picked);
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(-1);
  const id = useId();
  const virtual = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const tracks = {
    gridTemplateColumns: columns.map(track).join(' '),
    // Each row is a grid of its own: with one width for all, their columns stand in line.
    minWidth: `${columns.reduce((sum, { rem = COLUMN_REM }) => sum + rem + GAP_REM, 1)}rem`,
  };

  function move(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step !== undefined && rowCount > 0) {
      event.preventDefault();
      const next = Math.max(0, Math.min(rowCount - 1, active + step));
      setActive(next);
      virtual.scrollToIndex(next);
    } else if ((event.key === 'Enter' || event.key === ' ') && active >= 0 && onPick) {
      event.preventDefault();
      onPick(active);
    }
  }

  return (
    // A grid, or a table that scrolls: either way it holds the focus, and rows are picked by keys.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={scroller}
      className="table"
      role={onPick ? 'grid' : 'table'}
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-multiselectable={isMany || undefined}
      aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onKeyDown={move}
      onBlur={() => {
        setActive(-1);
      }}
      data-pickable={onPick ? '' : undefined}
    >
      <TableHead columns={columns} style={tracks} onSort={onSort} />
      <div role="rowgroup" className="table-rows" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          // The grid handles the keys of its rows.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={index}
            id={`${id}-${index}`}
            role="row"
            tabIndex={-1}
            aria-rowindex={index + 2}
            aria-selected={onPick ? isPicked(index) : undefined}
            className="table-row"
            data-active={index === active || undefined}
            style={{ ...tracks, transform: `translateY(${start}px)` }}
            onClick={onPick && (() => onPick(index))}
          >
            {columns.map((column, c) => (
              <span
                key={column.name}
                role={onPick ? 'gridcell' : 'cell'}
                className={column.numeric ? 'num' : undefined}
              >
                {cell(index, c)}
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function track({ rem = COLUMN_REM, grow = 1 }: Column): string {
  return grow === 0 ? `${rem}rem` : `minmax(${rem}rem, ${grow}fr)`;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};
