import type { Device } from '../../compute/device';
import type { ParameterState } from '../../nn/parameter';
import type { Learner } from './learner';

export interface EpochLoss {
  /** Mean over the epoch's steps, each a mean over labels; smoothed and with dropout, as trained. */
  readonly training: number;
  /** Mean over the labels of the validation items, neither smoothed nor dropped. */
  readonly validation: number;
}

export interface LossHistory {
  /** Of every step, in nats a label. */
  readonly steps: readonly number[];
  readonly epochs: readonly EpochLoss[];
}

/** A checkpoint: with it a run ends with the same bits as if it had never stopped. */
export interface RetrieverState {
  /** Steps done. */
  readonly step: number;
  readonly parameters: readonly ParameterState[];
  readonly history: LossHistory;
}

/** null where a value is no longer finite: such a state must not replace a good one. */
export async function saveState(
  device: Device,
  { model, optimizer }: Learner,
  history: LossHistory,
): Promise<RetrieverState | null> {
  const parameters: ParameterState[] = [];
  for (const parameter of model.parameters) {
    const dumped = await parameter.dump(device);
    const { value, moment1, moment2 } = dumped;
    if (![value, moment1, moment2].every((values) => values.every(Number.isFinite))) {
      return null;
    }
    parameters.push(dumped);
  }
  const { steps, epochs } = history;
  return {
    step: optimizer.steps,
    parameters,
    history: { steps: [...steps], epochs: [...epochs] },
  };
}

export function loadState(device: Device, learner: Learner, state: RetrieverState): void {
  learner.model.parameters.forEach((parameter, i) => {
    const saved = state.parameters[i];
    if (!saved) throw new Error(`the checkpoint has no ${parameter.name}`);
    parameter.restore(device, saved);
  });
  learner.optimizer.steps = state.step;
}
