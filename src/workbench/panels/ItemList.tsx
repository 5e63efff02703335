import { codeString } from '../../sid/code-string';
import type { Sids } from '../../sid/types';
import { titleOf } from '../state/items';
import { sidOfRow } from '../state/selection';
import type { SliceInUse } from '../state/store';
import { sidRem, VirtualTable } from '../widgets/VirtualTable';

interface ItemListProps {
  readonly slice: SliceInUse;
  readonly sids: Sids | null;
  readonly rows: Uint32Array;
  readonly onPick: (row: number) => void;
}

export function ItemList({ slice, sids, rows, onPick }: ItemListProps) {
  const columns = [
    { name: 'Item', rem: 6 },
    ...(sids ? [{ name: 'SID', rem: sidRem(sids.codes.length), grow: 0 }] : []),
    { name: 'Id', rem: 3.5, grow: 0 },
  ];
  return (
    <VirtualTable
      label="Items"
      columns={columns}
      rowCount={rows.length}
      onPick={(index) => {
        const row = rows[index];
        if (row !== undefined) onPick(row);
      }}
      cell={(index, column) => {
        const row = rows[index] ?? 0;
        if (column === 0) return titleOf(slice, row);
        if (column === 1 && sids) return <code>{codeString(sidOfRow(sids, row))}</code>;
        return slice.ids[row];
      }}
    />
  );
}
