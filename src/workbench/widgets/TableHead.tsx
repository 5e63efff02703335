import type { CSSProperties } from 'react';
import { Defined } from './Defined';
import type { DefinitionKey } from './definitions';

export interface Column {
  readonly name: string;
  /** Least width, in rem. */
  readonly rem?: number;
  /** Share of the width that is left over; 0 keeps the least width. */
  readonly grow?: number;
  readonly numeric?: boolean;
  /** What its numbers mean, on hover and focus of the head. */
  readonly of?: DefinitionKey;
  /** How the rows are sorted by it; absent where they cannot be. */
  readonly sort?: 'ascending' | 'descending' | 'none';
}

interface TableHeadProps {
  readonly columns: readonly Column[];
  readonly style: CSSProperties;
  readonly onSort?: ((column: number) => void) | undefined;
}

const ARROWS = { ascending: ' ↑', descending: ' ↓', none: '' } as const;

/** The head of a VirtualTable. A sortable column's name is a button. */
export function TableHead({ columns, style, onSort }: TableHeadProps) {
  return (
    <div role="row" aria-rowindex={1} className="table-head" style={style}>
      {columns.map((column, index) => (
        <span
          key={column.name}
          role="columnheader"
          className={column.numeric ? 'num' : undefined}
          aria-sort={column.sort}
        >
          <HeadName column={column} onPress={() => onSort?.(index)} />
        </span>
      ))}
    </div>
  );
}

function HeadName({ column, onPress }: { readonly column: Column; readonly onPress: () => void }) {
  const { name, of, sort } = column;
  if (sort === undefined) return name;
  const text = `${name}${ARROWS[sort]}`;
  if (of) {
    return (
      <Defined of={of} className="table-sort" onPress={onPress}>
        {text}
      </Defined>
    );
  }
  return (
    <button type="button" className="table-sort" onClick={onPress}>
      {text}
    </button>
  );
}
