import { useMemo } from 'react';
import { knownSweeps } from '../../state/sweep/aggregate';
import { setSweep, useSweep } from '../../state/sweep/sweep-store';
import { lacksVectors, useWorkbench } from '../../state/store';
import { useRuns } from '../../state/runs/runs-store';
import { Choice } from '../../widgets/Choice';
import { Panel } from '../../widgets/Panel';
import { NeedsVectors } from '../codes/NeedsVectors';
import { sweepName } from './sweep-text';
import { SweepForm } from './SweepForm';
import { SweepResults } from './SweepResults';

/** Many runs in a row: how a number depends on L, K and method, and how far seeds scatter it. */
export function SweepPanel() {
  const hasCodesOnly = useWorkbench(lacksVectors);
  const runs = useRuns((state) => state.runs);
  const shown = useSweep((state) => state.shown);
  const sweeps = useMemo(() => knownSweeps(runs), [runs]);
  const sweep = sweeps.find(({ id }) => id === shown) ?? sweeps[0];
  return (
    <Panel name="sweep" title="Sweep" shortcut="9">
      {hasCodesOnly ? (
        <NeedsVectors>
          A sweep trains, and these are Semantic IDs without the vectors of their items.
        </NeedsVectors>
      ) : (
        <SweepForm />
      )}
      {sweep ? (
        <section className="sweep-results" aria-label="Results of the sweep">
          {sweeps.length > 1 && (
            <Choice
              label="Sweep"
              value={sweep.id}
              options={sweeps.map((other) => ({ value: other.id, text: sweepName(other) }))}
              onChange={(id) => setSweep({ shown: id })}
            />
          )}
          <SweepResults sweep={sweep} />
        </section>
      ) : hasCodesOnly ? null : (
        <p className="empty">Mean and spread over seeds appear here, one row a combination.</p>
      )}
    </Panel>
  );
}
