import { retrieverSafetensors } from '../../../retriever/t5/model-file';
import type { EngineApi, RetrieverMessage, RetrieverResult } from '../../../worker/protocol';
import { toProblemDetail, type ProblemDetail } from '../../../problem';
import { engineClient } from '../clients';
import { engineStep } from '../engine-step';
import { occupyEngine } from '../occupy-engine';
import { LiveLosses, lossPoints } from './live-losses';
import { draftOf, ifOf, isSameConfig, useModel, type ModelData, type ModelOf } from './model-store';

/** Steps of a small model are short: the page need not draw every one. */
const SHOW_MS = 200;

const report = (problem: ProblemDetail | null) => useModel.setState({ problem });

const requestOf = ({ sids, histories: { starts, rows }, config }: ModelOf) => ({
  histories: { starts, rows },
  sids,
  config,
});

/** What training takes, by a trial of one step on the device. */
export function planModel(data: ModelData): Promise<void> {
  const of = { ...data, config: useModel.getState().draft.config };
  return occupyEngine((controller) =>
    engineStep(
      'model-plan',
      'Trying a step of the model',
      controller,
      (engine, { signal }) => plan(engine, of, signal),
      report,
    ),
  );
}

async function plan(engine: EngineApi, of: ModelOf, signal: AbortSignal | undefined) {
  const found = await engine.planRetriever(requestOf(of), signal ? { signal } : {});
  useModel.setState({ planned: { ...of, plan: found } });
}

/** Trains the model of the form, or goes on where the same training was stopped. */
export function trainModel(data: ModelData): Promise<void> {
  const of = { ...data, config: useModel.getState().draft.config };
  return occupyEngine((controller) =>
    engineStep(
      'model',
      'Building the model',
      controller,
      async (engine, options) => {
        const losses = new LiveLosses(lossesBefore(of));
        // One of other settings says nothing about this one.
        if (losses.points.length === 0) useModel.setState({ live: null });
        if (losses.points.length === 0) await plan(engine, of, options.signal);
        let shown = 0;
        const onProgress = ({ checkpointProblem, ...progress }: RetrieverMessage) => {
          const { step, steps, epoch, epochs, loss, history } = progress;
          losses.add(step, loss);
          if (checkpointProblem) report(checkpointProblem);
          const isEpoch = history.length === epoch;
          if (!isEpoch && performance.now() - shown < SHOW_MS) return;
          shown = performance.now();
          useModel.setState({ live: { ...of, progress, losses: losses.points }, kept: null });
          const phase = `Training the model, epoch ${epoch} of ${epochs}, step`;
          options.onProgress?.({ phase, done: step, total: steps });
        };
        const { signal } = options;
        const asked = { ...requestOf(of), keep: true };
        const result = await engine.trainRetriever(asked, {
          ...(signal ? { signal } : {}),
          onProgress,
        });
        finish(of, result);
      },
      report,
    ),
  );
}

/** Goes on with a training that was stopped, in this tab or before a reload, under its settings. */
export function resumeModel(of: ModelOf): Promise<void> {
  useModel.setState({ draft: draftOf(of.config) });
  return trainModel(of);
}

function finish(of: ModelOf, { weights, ...result }: RetrieverResult): void {
  const bytes = retrieverSafetensors({ ...result, weights });
  const file = new Blob([bytes as BlobPart]);
  useModel.setState({
    trained: { ...of, result, file },
    ...{ live: null, kept: null, opened: null },
  });
}

/** Those of the steps that this very training has done. */
function lossesBefore(of: ModelOf) {
  const { live, kept } = useModel.getState();
  const stopped = ifOf(live, of);
  if (stopped && isSameConfig(stopped.config, of.config)) return stopped.losses;
  const before = ifOf(kept, of)?.summary;
  return before && isSameConfig(before.config, of.config) ? lossPoints(before.history.steps) : [];
}

/** Looks for a training on these SIDs and histories that the browser kept. */
export async function findKept(data: ModelData): Promise<void> {
  try {
    const engine = await engineClient();
    const { starts, rows } = data.histories;
    const request = { histories: { starts, rows }, sids: data.sids };
    const summary = await engine.keptRetriever(request);
    const { live, trained } = useModel.getState();
    if (!summary || ifOf(live, data) || ifOf(trained, data)) return;
    useModel.setState({ kept: { ...data, summary } });
  } catch (error) {
    report(toProblemDetail(error));
  }
}

/** Forgets the model, and what the browser keeps of trainings on these SIDs and histories. */
export async function discardModel(data: ModelData): Promise<void> {
  useModel.setState({ live: null, kept: null, trained: null });
  try {
    const engine = await engineClient();
    const { starts, rows } = data.histories;
    await engine.discardRetriever({ histories: { starts, rows }, sids: data.sids });
  } catch (error) {
    report(toProblemDetail(error));
  }
}
