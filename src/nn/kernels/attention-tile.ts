import tile from '../../../shaders/nn/attention-tile.wgsl?raw';
import { withLinearIndex, withRandom } from '../../compute/wgsl';

/** A fused-attention shader with the helpers that it calls. */
export const withAttentionTile = (wgsl: string): string =>
  withRandom(withLinearIndex(`${wgsl}\n${tile}`));
