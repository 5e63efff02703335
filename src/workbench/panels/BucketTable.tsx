import { memo, useMemo } from 'react';
import { largestBuckets } from '../../sid/buckets';
import { codeString } from '../../sid/code-string';
import type { Sids } from '../../sid/types';
import { titleOf } from '../state/items';
import { select, useWorkbench } from '../state/store';
import { formatCount } from '../widgets/format';
import { sidRem, VirtualTable } from '../widgets/VirtualTable';

/** Enough to see what collides; the inspector lists the members of each. */
const SHOWN = 200;

/** The most crowded SIDs. A row, clicked or entered, shows its members. */
export const BucketTable = memo(function BucketTable({ sids }: { readonly sids: Sids }) {
  const slice = useWorkbench((state) => state.slice);
  const selection = useWorkbench((state) => state.selection);
  const buckets = useMemo(() => largestBuckets(sids, SHOWN), [sids]);
  const selected = selection?.kind === 'bucket' ? codeString(selection.sid) : null;
  const picked = buckets.findIndex((bucket) => codeString(bucket.sid) === selected);
  return (
    <div className="chart-box">
      <p className="chart-title">
        Largest buckets{' '}
        <span className="muted">
          {buckets.length === SHOWN ? `first ${SHOWN}` : formatCount(buckets.length)} shared SIDs
        </span>
      </p>
      {buckets.length === 0 && <p className="muted">No SID is shared.</p>}
      <VirtualTable
        label="Largest buckets"
        columns={[
          { name: 'Items', rem: 2.5, grow: 0, numeric: true },
          { name: 'SID', rem: sidRem(sids.codes.length), grow: 0 },
          { name: 'Titles', rem: 5 },
        ]}
        rowCount={buckets.length}
        picked={picked}
        onPick={(row) => {
          const bucket = buckets[row];
          if (bucket) select({ kind: 'bucket', sid: bucket.sid });
        }}
        cell={(row, column) => {
          const bucket = buckets[row];
          if (!bucket || !slice) return '';
          if (column === 0) return formatCount(bucket.rows.length);
          if (column === 1) return <code>{codeString(bucket.sid)}</code>;
          return Array.from(bucket.rows.subarray(0, 4), (item) => titleOf(slice, item)).join(' · ');
        }}
      />
    </div>
  );
});
