import type { Sids } from '../../sid/types';
import { titleOf } from '../state/items';
import { sidOfRow } from '../state/selection';
import { select, type SliceInUse } from '../state/store';

interface ItemCardProps {
  readonly slice: SliceInUse;
  readonly sids: Sids | null;
  readonly row: number;
}

/** One item: who it is, and its SID as a path whose steps can be followed. */
export function ItemCard({ slice, sids, row }: ItemCardProps) {
  const category = slice.categories[row];
  return (
    <div className="item-card" data-testid="item-card">
      <h3>{titleOf(slice, row)}</h3>
      <p className="muted">
        id {slice.ids[row]}, row {slice.rowNumbers[row]}
        {category ? ` · ${category}` : ''}
      </p>
      {sids && (
        <ol className="sid-path" aria-label="SID, level by level">
          {sidOfRow(sids, row).map((code, level) => (
            <li key={level}>
              <button
                type="button"
                className="sid-code"
                style={{ borderColor: `var(--level-${level + 1})` }}
                aria-label={`Level ${level + 1}, code ${code}: list its items`}
                onClick={() => select({ kind: 'code', level, code })}
              >
                {code}
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
