import { useState } from 'react';
import { bytesOf, type RunRecord } from '../../state/runs/record';
import { applySettingsOf, deleteRuns, pinBaseline } from '../../state/runs/runs-actions';
import { setRuns, useRuns } from '../../state/runs/runs-store';
import { ActionButton } from '../../widgets/ActionButton';
import { ConfirmDialog } from '../../widgets/ConfirmDialog';
import { formatBytes } from '../../widgets/format';
import { RunNameField } from './RunNameField';
import { runNumber, runsText } from './run-text';

/** What can be done with the picked runs. */
export function RunActions({ runs }: { readonly runs: readonly RunRecord[] }) {
  const picked = useRuns((state) => state.picked);
  const baseline = useRuns((state) => state.baseline);
  const [isAsking, setIsAsking] = useState(false);
  const chosen = picked.flatMap((id) => runs.find((run) => run.id === id) ?? []);
  const [one] = chosen;
  const single = chosen.length === 1 && one ? one : null;
  const pinned = runs.find(({ id }) => id === baseline);
  const needOne = single ? null : 'Pick exactly one run in the table first.';
  return (
    <div className="row run-actions" role="group" aria-label="Picked runs">
      <span className="muted" aria-live="polite">
        {hint(chosen.length, pinned !== undefined)}
      </span>
      <span className="grow" />
      {single && <RunNameField key={single.id} run={single} />}
      {pinned && (
        <ActionButton block={null} onPress={() => pinBaseline(null)}>
          Unpin {runNumber(pinned).toLowerCase()}
        </ActionButton>
      )}
      {!(single && single.id === baseline) && (
        <ActionButton block={needOne} onPress={() => pinBaseline(single?.id ?? null)}>
          Pin as baseline
        </ActionButton>
      )}
      <ActionButton
        block={
          (single?.encodedWith ?? single?.codesFrom)
            ? 'It came from a file: no settings trained it.'
            : needOne
        }
        onPress={() => single && applySettingsOf(single)}
      >
        Use its settings
      </ActionButton>
      <ActionButton
        block={chosen.length > 0 ? null : 'Pick the runs to delete in the table first.'}
        onPress={() => setIsAsking(true)}
      >
        Delete…
      </ActionButton>
      {chosen.length > 0 && (
        <ActionButton block={null} onPress={() => setRuns({ picked: [] })}>
          Clear
        </ActionButton>
      )}
      <ConfirmDialog
        question={`Delete ${runsText(chosen)} (${formatBytes(total(chosen))})?`}
        explanation="Their settings, numbers and codes are removed from this browser. This cannot be undone."
        action="Delete"
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => void deleteRuns(chosen.map(({ id }) => id))}
      />
    </div>
  );
}

function total(runs: readonly RunRecord[]): number {
  return runs.reduce((sum, run) => sum + bytesOf(run), 0);
}

function hint(count: number, isPinned: boolean): string {
  if (count === 0) return isPinned ? 'Pick runs to compare.' : 'Pick two or more runs to compare.';
  if (count === 1 && !isPinned) return '1 run picked; pick another to compare.';
  return `${count} picked`;
}
