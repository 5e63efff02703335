import { useEffect } from 'react';
import type { Histories } from '../../../dataset/histories/types';
import type { SidMetrics, Sids } from '../../../sid/types';
import { ifOf, isSameConfig, useModel } from '../../state/retrieval/model-store';
import { findKept, planModel, trainModel } from '../../state/retrieval/train-model';
import { useWorkbench } from '../../state/store';
import { ActionButton } from '../../widgets/ActionButton';
import { ProblemCard } from '../../widgets/ProblemCard';
import { useEngineWait } from '../use-engine-wait';
import { DecodeSection } from './DecodeSection';
import { ModelForm } from './ModelForm';
import { ModelStatus } from './ModelStatus';
import { planText, sharedText } from './model-text';

interface ModelSectionProps {
  readonly sids: Sids;
  readonly sid: SidMetrics | null;
  readonly histories: Histories;
}

/** A T5 encoder-decoder that writes the next item's SID, trained on the histories. */
export function ModelSection({ sids, sid, histories }: ModelSectionProps) {
  const { draft, planned, live, trained, problem } = useModel();
  const job = useWorkbench((state) => state.engineJob);
  const data = { sids, histories };
  const { config } = draft;
  useEffect(() => void findKept({ sids, histories }), [sids, histories]);
  const ofForm = <Found extends { readonly config: typeof config }>(found: Found | null) =>
    found && isSameConfig(found.config, config) ? found : null;
  const plan = ofForm(ifOf(planned, data))?.plan;
  const isTrained = ofForm(ifOf(trained, data)) !== null;
  const isStopped = job?.kind !== 'model' && ofForm(ifOf(live, data)) !== null;
  const busy = useEngineWait();
  const done = isTrained
    ? 'This model is trained: change a setting, or forget it to train it again.'
    : null;
  const shared = sharedText(sid);
  return (
    <>
      <p className="muted">
        A small T5 reads a user’s items as tokens of their SIDs and writes the next item’s. It is
        trained here, on all items of every user but the last two; the last but one is validation.
      </p>
      {shared && <p className="muted">{shared}</p>}
      {problem && (
        <ProblemCard problem={problem} onDismiss={() => useModel.setState({ problem: null })} />
      )}
      <ModelForm />
      <div className="row">
        <ActionButton
          isPrimary={!isTrained && !isStopped}
          block={busy ?? done}
          onPress={() => void trainModel(data)}
        >
          {isStopped ? 'Go on with the training' : 'Train the model'}
        </ActionButton>
        <ActionButton block={busy} onPress={() => void planModel(data)}>
          Plan
        </ActionButton>
        {job?.kind === 'model' && (
          <button type="button" className="button small" onClick={job.cancel}>
            Cancel the training
          </button>
        )}
      </div>
      {plan && (
        <p className="muted" data-testid="model-plan">
          {planText(plan, config.epochs)}
        </p>
      )}
      <ModelStatus data={data} isTraining={job?.kind === 'model'} busy={busy} />
      <DecodeSection data={data} />
    </>
  );
}
