import { exportModel, exportModelMetrics } from '../../state/retrieval/export-model';
import { lossPoints } from '../../state/retrieval/live-losses';
import { ifOf, isSameConfig, useModel, type ModelData } from '../../state/retrieval/model-store';
import { discardModel, resumeModel } from '../../state/retrieval/train-model';
import { ActionButton } from '../../widgets/ActionButton';
import { LossChart } from './LossChart';
import { keptText, progressText, trainedText } from './model-text';

interface ModelStatusProps {
  readonly data: ModelData;
  readonly isTraining: boolean;
  /** Why nothing can be started just now. */
  readonly busy: string | null;
}

/** What stands: a training on its way, stopped or kept from before, and the trained model. */
export function ModelStatus({ data, isTraining, busy }: ModelStatusProps) {
  const state = useModel();
  const live = ifOf(state.live, data);
  const kept = ifOf(state.kept, data)?.summary;
  const trained = ifOf(state.trained, data);
  const chart = live
    ? {
        losses: live.losses,
        epochs: live.progress.history,
        stepsPerEpoch: live.progress.steps / live.progress.epochs,
      }
    : trained && {
        losses: lossPoints(trained.result.history.steps),
        epochs: trained.result.history.epochs,
        stepsPerEpoch: trained.result.plan.stepsPerEpoch,
      };
  return (
    <>
      {live && (
        <div className="row">
          <span role="status" data-testid="model-progress">
            {progressText(live.progress, isTraining)}
          </span>
          {!isTraining && <Offer config={live.config} data={data} busy={busy} text="Resume" />}
        </div>
      )}
      {kept && !isTraining && (
        <div className="row">
          <span data-testid="model-kept">{keptText(kept)}</span>
          <Offer
            config={kept.config}
            data={data}
            busy={busy}
            text={kept.history.epochs.length === kept.config.epochs ? 'Take it up' : 'Resume'}
          />
        </div>
      )}
      {trained && !live && (
        <>
          <p role="status" data-testid="model-trained">
            {trainedText(trained)}{' '}
            {!isSameConfig(trained.config, state.draft.config) && (
              <span className="muted">The settings above have moved since. </span>
            )}
            <span className="muted">This browser keeps it for the same SIDs and histories.</span>
          </p>
          <div className="row">
            <button
              type="button"
              className="button quiet small"
              title="Weights in float32 by Hugging Face’s names, the config in the metadata"
              onClick={() => exportModel(trained)}
            >
              model.safetensors
            </button>
            <button
              type="button"
              className="button quiet small"
              title="Settings, sizes, the loss of every step and epoch"
              onClick={() => exportModelMetrics(trained)}
            >
              metrics.json
            </button>
            <ActionButton block={busy} onPress={() => void discardModel(data)}>
              Forget the model
            </ActionButton>
          </div>
        </>
      )}
      {chart && chart.losses.length > 0 && <LossChart {...chart} />}
    </>
  );
}

interface OfferProps {
  readonly config: Parameters<typeof resumeModel>[0]['config'];
  readonly data: ModelData;
  readonly busy: string | null;
  readonly text: string;
}

/** To go on with a training under the settings that it had, or to drop it. */
function Offer({ config, data, busy, text }: OfferProps) {
  return (
    <>
      <ActionButton block={busy} onPress={() => void resumeModel({ ...data, config })}>
        {text}
      </ActionButton>
      <ActionButton block={busy} onPress={() => void discardModel(data)}>
        Discard
      </ActionButton>
    </>
  );
}
