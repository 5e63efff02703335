import { memo, useDeferredValue, useMemo, useState } from 'react';
import type { Sids } from '../../sid/types';
import { searchItems, titleOf } from '../state/items';
import { emptyText, selectedRows, selectionLabel } from '../state/selection';
import { select, useWorkbench } from '../state/store';
import { useView } from '../state/view-context';
import { plural } from '../widgets/format';
import { Panel } from '../widgets/Panel';
import { ItemCard } from './ItemCard';
import { ItemList } from './ItemList';
import { SEARCH_INPUT_ID } from './search-input';

/** A search stops here: nobody scrolls further, they type another word. */
const MAX_FOUND = 1000;

/** The items behind a code, a bucket or a search. */
export function Inspector() {
  const sids = useView()?.sids ?? null;
  // While a level trains, the view changes ten times a second; its codes do not.
  return <InspectorOf sids={sids} />;
}

const InspectorOf = memo(function InspectorOf({ sids }: { readonly sids: Sids | null }) {
  const slice = useWorkbench((state) => state.slice);
  const selection = useWorkbench((state) => state.selection);
  const [query, setQuery] = useState('');
  const words = useDeferredValue(query.trim());
  const rows = useMemo(() => {
    if (!slice) return new Uint32Array();
    if (words) return searchItems(slice, words, MAX_FOUND);
    return selectedRows(selection, sids);
  }, [slice, words, selection, sids]);

  if (!slice) {
    return (
      <Panel name="inspector" title="Inspector" shortcut="6">
        <p className="empty">Items appear here once a file is open.</p>
      </Panel>
    );
  }
  return (
    <Panel name="inspector" title="Inspector" shortcut="6">
      <input
        id={SEARCH_INPUT_ID}
        type="search"
        className="input"
        placeholder="Search items by title or id"
        aria-label="Search items"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
        }}
      />
      {selection && (
        <p>
          <span className="chip" data-testid="selection">
            {selectionLabel(selection, (row) => titleOf(slice, row))}
            <button type="button" aria-label="Clear selection" onClick={() => select(null)}>
              ×
            </button>
          </span>
        </p>
      )}
      {!words && selection?.kind === 'item' && (
        <ItemCard slice={slice} sids={sids} row={selection.row} />
      )}
      {words || selection ? (
        <>
          <p className="muted">{words ? `${plural(rows.length, 'item')} found` : listText()}</p>
          <ItemList
            slice={slice}
            sids={sids}
            rows={rows}
            onPick={(row) => {
              select({ kind: 'item', row });
              setQuery('');
            }}
          />
        </>
      ) : (
        <p className="empty">Click a code or a bucket, or search for an item.</p>
      )}
    </Panel>
  );

  function listText(): string {
    if (!selection || !sids) return '';
    if (rows.length === 0) return emptyText(selection);
    if (selection.kind !== 'item') return plural(rows.length, 'item');
    return rows.length === 1
      ? 'No other item has this SID'
      : `${plural(rows.length, 'item')} with this SID`;
  }
});
