import type { Sids } from '../../../sid/types';
import { select, useWorkbench } from '../../state/store';
import { plural } from '../../widgets/format';
import { ItemList } from '../ItemList';

interface UnplacedItemsProps {
  readonly rows: Uint32Array;
  readonly sids: Sids | null;
}

/** Items that the policy could not place: they keep their code, and they are all here. */
export function UnplacedItems({ rows, sids }: UnplacedItemsProps) {
  const slice = useWorkbench((state) => state.slice);
  if (!slice || rows.length === 0) return null;
  return (
    <div className="chart-box policy-unplaced" data-testid="unplaced-items">
      <p className="chart-title">
        {plural(rows.length, 'unplaced item')}{' '}
        <span className="muted">no candidate had room; they keep their code</span>
      </p>
      <ItemList
        slice={slice}
        sids={sids}
        rows={rows}
        onPick={(row) => select({ kind: 'item', row })}
      />
    </div>
  );
}
