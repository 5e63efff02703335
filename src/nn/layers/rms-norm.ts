import type { Arena } from '../../compute/device';
import { RowNorm, type NormConfig } from './row-norm';

/** T5's layer_norm_epsilon. */
const EPSILON = 1e-6;

/** y = x / sqrt(mean x^2 + epsilon) * gain over the real columns (Zhang and Sennrich 2019; T5). */
export class RmsNorm extends RowNorm {
  constructor(arena: Arena, config: NormConfig, epsilon = EPSILON) {
    super(arena, config, false, epsilon);
  }
}
