import type { Device } from '../../compute/device';
import type { ParameterState } from '../../nn/parameter';
import type { EpochReport } from '../results';
import type { RqVaeModel } from './model';

/** What the epoch reports need to go on. */
export interface ReportState {
  readonly history: readonly EpochReport[];
  /** Relative latent distortion after each epoch, per level. */
  readonly energies: readonly (readonly number[])[];
  readonly revived: readonly number[];
}

/** A checkpoint: with it a run ends as if it had never stopped. */
export interface RqVaeState {
  /** Epochs done. */
  readonly epoch: number;
  readonly optimizerSteps: number;
  readonly parameters: readonly ParameterState[];
  readonly learner: readonly Float32Array[];
  readonly report: ReportState;
}

export async function saveState(
  device: Device,
  { parameters, learner, optimizer }: RqVaeModel,
  epoch: number,
  report: ReportState,
): Promise<RqVaeState> {
  const dumped: ParameterState[] = [];
  for (const parameter of parameters) dumped.push(await parameter.dump(device));
  return {
    epoch,
    optimizerSteps: optimizer.steps,
    parameters: dumped,
    learner: await learner.save(device),
    report,
  };
}

export function loadState(device: Device, model: RqVaeModel, state: RqVaeState): void {
  model.parameters.forEach((parameter, i) => {
    const saved = state.parameters[i];
    if (!saved) throw new Error(`the checkpoint has no ${parameter.name}`);
    parameter.restore(device, saved);
  });
  model.optimizer.steps = state.optimizerSteps;
  model.learner.load(device, state.learner);
}
