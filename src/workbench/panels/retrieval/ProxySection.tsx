import { useMemo } from 'react';
import type { Histories } from '../../../dataset/histories/types';
import { measureProxies, runsOfRows } from '../../state/retrieval/measure-proxies';
import { useProxies } from '../../state/retrieval/proxy-store';
import { useRuns } from '../../state/runs/runs-store';
import { useWorkbench } from '../../state/store';
import { ActionButton } from '../../widgets/ActionButton';
import { useEngineWait } from '../use-engine-wait';
import { ProxyCheck } from './ProxyCheck';
import { runsText } from './proxy-text';

/** Whether numbers that need no retriever order the user's own runs as their recall does. */
export function ProxySection({ histories }: { readonly histories: Histories }) {
  const all = useRuns((state) => state.runs);
  const slice = useWorkbench((state) => state.slice);
  const wait = useEngineWait();
  const known = useProxies();
  const runs = useMemo(() => runsOfRows(all, slice), [all, slice]);
  const measured = useMemo(
    () =>
      runs.flatMap((run) => {
        const figures = known.histories === histories ? known.figures.get(run.id) : undefined;
        return figures ? [{ run, figures }] : [];
      }),
    [runs, known, histories],
  );
  return (
    <>
      <p className="muted">
        Recall@10 of the layered SID lookup of the last five items, test split, of every kept run.
        Codewords are refitted to the vectors, so that runs of all methods are judged alike.
      </p>
      <p>{runsText(runs.length, measured.length)}</p>
      {measured.length < runs.length && (
        <div className="row">
          <ActionButton block={wait} onPress={() => void measureProxies()}>
            {measured.length === 0 ? 'Measure all' : 'Measure the others'}
          </ActionButton>
        </div>
      )}
      {measured.length > 0 && <ProxyCheck runs={measured} />}
    </>
  );
}
