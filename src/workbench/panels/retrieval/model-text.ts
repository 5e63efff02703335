import type { SidMetrics } from '../../../sid/types';
import type { MeasuredPlan, RetrieverProgress, RetrieverSummary } from '../../../worker/protocol';
import type { TrainedModel } from '../../state/retrieval/model-store';
import {
  formatBytes,
  formatCount,
  formatNumber,
  formatSeconds,
  plural,
} from '../../widgets/format';

/** What a training would take. */
export function planText(plan: MeasuredPlan, epochs: number): string {
  const { parameters, vocabulary, bytes, samples, stepsPerEpoch, secondsPerEpoch } = plan;
  const all = `${plural(epochs, 'epoch')}: about ${formatSeconds(secondsPerEpoch * epochs)}`;
  return [
    `${formatCount(parameters)} parameters over ${formatCount(vocabulary)} tokens, ${formatBytes(bytes)} on the device;`,
    `${plural(samples, 'sample')}, ${plural(stepsPerEpoch, 'step')} an epoch of about ${formatSeconds(secondsPerEpoch)}`,
    `by a trial. ${all}, validation apart.`,
  ].join(' ');
}

/** Where a training stands; without the time left once it is stopped. */
export function progressText(progress: RetrieverProgress, isTraining: boolean): string {
  const { epoch, epochs, step, steps, loss, etaSeconds } = progress;
  const left =
    etaSeconds === null || !isTraining ? '' : `, about ${formatSeconds(etaSeconds)} left`;
  const where = `epoch ${epoch} of ${epochs}, step ${formatCount(step)} of ${formatCount(steps)}`;
  const verb = isTraining ? 'Training' : 'Stopped';
  return `${verb}: ${where}; loss ${formatNumber(loss)} nats a code${left}.`;
}

/** What came of it. */
export function trainedText({ result: { history, plan } }: TrainedModel): string {
  const last = history.epochs.at(-1);
  const losses = last
    ? `: loss ${formatNumber(last.training)} in training, ${formatNumber(last.validation)} on the validation items, nats a code`
    : '';
  const epochs = plural(history.epochs.length, 'epoch');
  return `Trained: ${formatCount(plan.parameters)} parameters, ${epochs}${losses}.`;
}

/** What the browser kept from before a reload. */
export function keptText({ config, step, history, adapter, isSameMachine }: RetrieverSummary) {
  const done = history.epochs.length;
  const stands =
    done === config.epochs
      ? `A model on these SIDs was trained before (${plural(done, 'epoch')})`
      : `A training on these SIDs was interrupted at step ${formatCount(step)}, ${done} of ${plural(config.epochs, 'epoch')} done`;
  const other = isSameMachine
    ? ''
    : ` It was computed on ${adapter}: here the last bits may differ.`;
  return `${stands}; this browser has kept it.${other}`;
}

/** What a ranking of SIDs means for items; null where every item has a SID of its own. */
export function sharedText(sid: SidMetrics | null): string | null {
  if (!sid || sid.itemsInCollisionCount === 0) return null;
  return `${formatCount(sid.itemsInCollisionCount)} of ${plural(sid.n, 'item')} share their SID: a decoded SID stands for all of its items, which share its rank and take their places by row. A collision policy gives them SIDs of their own.`;
}
