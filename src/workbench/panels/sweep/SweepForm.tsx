import { useEffect, useMemo } from 'react';
import { useRuns } from '../../state/runs/runs-store';
import { useWorkbench } from '../../state/store';
import { estimateSweep, planSweep, startSweep } from '../../state/sweep/sweep-actions';
import { editSweep, readForm, useSweep } from '../../state/sweep/sweep-store';
import { ActionButton } from '../../widgets/ActionButton';
import { METHODS } from '../methods';
import { trainBlock } from '../use-train-block';
import { ListField } from './ListField';
import { iterationsText, planSentence, sweepBlock } from './sweep-text';

/** Typing asks the engine this long after the last key. */
const ESTIMATE_AFTER_MS = 250;

/** The lists, what they come to, and Start. */
export function SweepForm() {
  const form = useSweep((state) => state.form);
  const estimate = useSweep((state) => state.estimate);
  const running = useSweep((state) => state.running);
  const draft = useWorkbench((state) => state.draft);
  const engine = useWorkbench((state) => state.engine);
  const slice = useWorkbench((state) => state.slice);
  const waits = useWorkbench(sweepWaits);
  const runs = useRuns((state) => state.runs);
  const read = useMemo(() => readForm(form), [form]);
  // The plan reads the stores itself; these are what it depends on.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const plan = useMemo(() => planSweep(), [form, draft, engine, slice, runs]);
  useEffect(() => {
    const timer = setTimeout(() => void estimateSweep(), ESTIMATE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [plan]);
  const block = sweepBlock(plan, estimate, waits);
  return (
    <>
      <p className="muted">
        Every combination of these lists is trained with the other settings of Tune, one run after
        another{plan && `: ${iterationsText(plan)}`}.
      </p>
      <div className="sweep-form">
        <ListField
          label="Levels L"
          value={form.levels}
          problem={read.levels.problem}
          onChange={(levels) => editSweep({ levels })}
        />
        <ListField
          label="Codes K"
          value={form.sizes}
          problem={read.sizes.problem}
          onChange={(sizes) => editSweep({ sizes })}
        />
        <ListField
          label="Seeds"
          value={form.seeds}
          problem={read.seeds.problem}
          onChange={(seeds) => editSweep({ seeds })}
        />
        <Methods />
      </div>
      <p role="status" data-testid="sweep-plan">
        {running
          ? `${running.done} of ${running.total} runs finished.`
          : plan
            ? planSentence(plan, estimate)
            : (waits ?? 'One of the lists is not complete.')}
      </p>
      {estimate?.refusal && <p className="field-problem">{estimate.refusal}</p>}
      <div className="row">
        <ActionButton block={block} onPress={() => void startSweep()}>
          {plan?.isBegun ? 'Go on with the sweep' : 'Start the sweep'}
        </ActionButton>
        {block !== null && <span className="muted">{block}</span>}
      </div>
    </>
  );
}

/** As Train, but the Tune panel's own L and K need not fit. */
function sweepWaits(state: Parameters<typeof trainBlock>[0]): string | null {
  return trainBlock({ ...state, plan: null });
}

function Methods() {
  const methods = useSweep((state) => state.form.methods);
  return (
    <fieldset className="field sweep-methods">
      <legend>Methods</legend>
      {METHODS.map(({ value, text }) => (
        <label key={value} className="check">
          <input
            type="checkbox"
            checked={methods.includes(value)}
            onChange={(event) =>
              editSweep({
                methods: METHODS.map((method) => method.value).filter((method) =>
                  method === value ? event.target.checked : methods.includes(method),
                ),
              })
            }
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
