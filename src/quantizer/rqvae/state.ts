import type { Device } from '../../compute/device';
import type { ParameterState } from '../../nn/parameter';
import type { EpochReport } from '../results';
import type { RqVaeModel } from './model';
import { shapeOf } from './weights';

/** What the epoch reports need to go on. */
export interface ReportState {
  readonly history: readonly EpochReport[];
  /** Relative latent distortion after each epoch, per level. */
  readonly energies: readonly (readonly number[])[];
  readonly revived: readonly number[];
  /** Spent on these epochs. */
  readonly seconds: number;
}

/** A parameter by name, without padding: biases and scales are 1-D. */
export interface SavedParameter extends ParameterState {
  readonly name: string;
  readonly shape: readonly number[];
}

/**
 * A run between two epochs: with it a run ends as if it had never stopped. Random numbers are counted
 * by seed, epoch and place, so the epoch is all of their state.
 */
export interface RqVaeState {
  /** Epochs done. */
  readonly epoch: number;
  readonly optimizerSteps: number;
  readonly parameters: readonly SavedParameter[];
  /** Of moving averages: sizes and totals as stored, of one codebook after another. */
  readonly learner: readonly Float32Array[];
  readonly report: ReportState;
}

export async function saveState(
  device: Device,
  { parameters, learner, optimizer }: RqVaeModel,
  epoch: number,
  report: ReportState,
): Promise<RqVaeState> {
  const dumped = await Promise.all(
    parameters.map(async (parameter): Promise<SavedParameter> => ({
      name: parameter.name,
      shape: shapeOf(parameter),
      ...(await parameter.dump(device)),
    })),
  );
  return {
    epoch,
    optimizerSteps: optimizer.steps,
    parameters: dumped,
    learner: await learner.save(device),
    report,
  };
}

export function loadState(device: Device, model: RqVaeModel, state: RqVaeState): void {
  const byName = new Map(state.parameters.map((saved) => [saved.name, saved]));
  model.parameters.forEach((parameter) => {
    const saved = byName.get(parameter.name);
    if (!saved) throw new Error(`the checkpoint has no ${parameter.name}`);
    parameter.restore(device, saved);
  });
  model.optimizer.steps = state.optimizerSteps;
  model.learner.load(device, state.learner);
}
