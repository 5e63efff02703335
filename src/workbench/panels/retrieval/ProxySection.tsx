import { useMemo, useState } from 'react';
import type { Histories } from '../../../dataset/histories/types';
import { measureProxies, proxyData, runsOfRows } from '../../state/retrieval/measure-proxies';
import { figuresOf, measuredBy, measuresOf } from '../../state/retrieval/proxies';
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
  const [chosen, setChosen] = useState(LOOKUP);
  const of = useMemo(() => slice && proxyData(histories, slice), [histories, slice]);
  const runs = useMemo(() => runsOfRows(all, slice), [all, slice]);
  const hows = useMemo(() => (of ? measuresOf(runs, of) : []), [runs, of]);
  const options = [LOOKUP, ...(hows.length > 0 ? hows : [MODEL])];
  const choice = options.includes(chosen) ? chosen : LOOKUP;
  const measured = useMemo(
    () => (of ? measuredBy(choice === LOOKUP ? null : choice, runs, of) : []),
    [choice, runs, of],
  );
  const missing = runs.filter((run) => !of || figuresOf(run, of) === null).length;
  return (
    <>
      <p className="muted">
        Recall@10 of test items, of every kept run: of the layered SID lookup of the last five
        items, with codewords refitted to the vectors, so that runs of all methods are judged alike;
        or of sequence models that you trained on the SIDs. What is measured is kept with the runs.
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
