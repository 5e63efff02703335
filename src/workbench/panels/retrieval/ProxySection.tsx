import { useMemo, useState } from 'react';
import type { Histories } from '../../../dataset/histories/types';
import { historiesHash } from '../../../retriever/split/histories-hash';
import { measureProxies, runsOfRows } from '../../state/retrieval/measure-proxies';
import { measuredBy, measuresOf } from '../../state/retrieval/proxies';
import { useProxies } from '../../state/retrieval/proxy-store';
import { useRuns } from '../../state/runs/runs-store';
import { useWorkbench } from '../../state/store';
import { ActionButton } from '../../widgets/ActionButton';
import { InlineChoice } from '../runs/InlineChoice';
import { useEngineWait } from '../use-engine-wait';
import { ProxyCheck } from './ProxyCheck';
import { modelRunsText, runsText } from './proxy-text';

const LOOKUP = 'the SID lookup';
/** Shown before a model is decoded, so that it is known what can be chosen. */
const MODEL = 'a sequence model';

/** Whether numbers that need no retriever order the user's own runs as their recall does. */
export function ProxySection({ histories }: { readonly histories: Histories }) {
  const all = useRuns((state) => state.runs);
  const slice = useWorkbench((state) => state.slice);
  const wait = useEngineWait();
  const known = useProxies();
  const [chosen, setChosen] = useState(LOOKUP);
  const hash = useMemo(() => historiesHash(histories), [histories]);
  const runs = useMemo(() => runsOfRows(all, slice), [all, slice]);
  const hows = useMemo(() => measuresOf(runs, hash), [runs, hash]);
  const options = [LOOKUP, ...(hows.length > 0 ? hows : [MODEL])];
  const choice = options.includes(chosen) ? chosen : LOOKUP;
  const figures = known.histories === histories ? known.figures : null;
  const measured = useMemo(
    () =>
      measuredBy(
        choice === LOOKUP ? null : choice,
        runs,
        (run) => figures?.get(run.id) ?? null,
        hash,
      ),
    [choice, runs, figures, hash],
  );
  const missing = runs.filter(({ id }) => !figures?.has(id)).length;
  return (
    <>
      <p className="muted">
        Recall@10 of test items, of every kept run: of the layered SID lookup of the last five
        items, with codewords refitted to the vectors, so that runs of all methods are judged alike;
        or of sequence models that you trained on the SIDs, kept with their runs.
      </p>
      <div className="row">
        <span>Hold proxies against Recall@10 of</span>
        <InlineChoice
          label="What proxies are held against"
          value={choice}
          options={options.map((value) => ({ value, text: value }))}
          onChange={setChosen}
        />
      </div>
      <p data-testid="proxy-runs">
        {runsText(runs.length, runs.length - missing)}
        {choice !== LOOKUP &&
          ` ${modelRunsText(
            runs,
            measured.map(({ run }) => run),
          )}`}
      </p>
      {missing > 0 && (
        <div className="row">
          <ActionButton block={wait} onPress={() => void measureProxies()}>
            {missing === runs.length ? 'Measure all' : 'Measure the others'}
          </ActionButton>
          {choice !== LOOKUP && (
            <span className="muted">
              Hitrate and purity are measured by this; the rest is known.
            </span>
          )}
        </div>
      )}
      {measured.length > 0 && <ProxyCheck runs={measured} measure={choice} />}
    </>
  );
}
