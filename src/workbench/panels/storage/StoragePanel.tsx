import { useEffect, useState } from 'react';
import { deleteRuns } from '../../state/runs/runs-actions';
import { useRuns } from '../../state/runs/runs-store';
import { openKept } from '../../state/storage/open-first';
import { forgetKept, persistStorage, readStorage } from '../../state/storage/storage-actions';
import { setStorage, useStorage } from '../../state/storage/storage-store';
import { ActionButton } from '../../widgets/ActionButton';
import { ConfirmDialog } from '../../widgets/ConfirmDialog';
import { formatBytes } from '../../widgets/format';
import { Panel } from '../../widgets/Panel';
import { ProblemCard } from '../../widgets/ProblemCard';
import { KeepButton } from './KeepButton';
import { keptRows, limitText, storageHeadline, type KeptRow } from './kept-rows';
import { KeptTable } from './KeptTable';

/** What this browser keeps for the page, how much room it takes, and how to be rid of it. */
export function StoragePanel() {
  const report = useStorage((state) => state.report);
  const problem = useStorage((state) => state.problem);
  const runs = useRuns((state) => state.runs);
  const [deleting, setDeleting] = useState<KeptRow | null>(null);
  useEffect(() => {
    void readStorage();
  }, [runs]);
  const limit = report && limitText(report);
  return (
    <Panel name="storage" title="Storage" tools={<KeepButton />}>
      {problem && (
        <ProblemCard isQuiet problem={problem} onDismiss={() => setStorage({ problem: null })} />
      )}
      {report ? (
        <>
          <p className="headline">{storageHeadline(report, runs)}</p>
          <Persistence isPersistent={report.room.isPersistent} />
          {limit !== null && <p className="muted">{limit}</p>}
          <KeptTable
            rows={keptRows(report, runs)}
            onOpen={(id) => void openKept(id)}
            onDelete={setDeleting}
          />
        </>
      ) : (
        !problem && <p className="empty">Reading what this browser keeps…</p>
      )}
      <ConfirmDialog
        question={`Delete ${deleting?.name ?? ''} (${formatBytes(deleting?.bytes ?? 0)})?`}
        explanation={deleting?.loss ?? ''}
        action="Delete"
        isOpen={deleting !== null}
        onClose={() => setDeleting(null)}
        onConfirm={() => {
          if (deleting) void forget(deleting);
        }}
      />
    </Panel>
  );
}

async function forget({ thing }: KeptRow): Promise<void> {
  if (thing.kind === 'runs') await deleteRuns(thing.ids);
  else await forgetKept(thing);
}

function Persistence({ isPersistent }: { readonly isPersistent: boolean }) {
  if (isPersistent) {
    return <p className="muted">The browser keeps it until you delete it.</p>;
  }
  return (
    <div className="row">
      <span className="muted">The browser may clear it when disk space runs short.</span>
      <ActionButton block={null} onPress={() => void persistStorage()}>
        Ask it not to
      </ActionButton>
    </div>
  );
}
