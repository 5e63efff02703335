import type { Step } from '../../nn/step';
import type { JobContext } from '../assign';

/** A job's context as the layers know it. */
export function stepOf({ device, pacer }: JobContext): Step {
  return { device, spend: (ops) => pacer.spend(ops) };
}
