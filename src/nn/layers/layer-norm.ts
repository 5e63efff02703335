import type { Arena } from '../../compute/device';
import { RowNorm, type NormConfig } from './row-norm';

/** torch.nn.LayerNorm's default. */
const EPSILON = 1e-5;

/** y = (x - mean) / sqrt(variance + 1e-5) * gain + bias over the real columns (Ba et al. 2016). */
export class LayerNorm extends RowNorm {
  constructor(arena: Arena, config: NormConfig) {
    super(arena, config, true, EPSILON);
  }
}
