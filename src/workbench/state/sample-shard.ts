import type { OpenedShard } from '../../dataset/types';
import { getState } from './store';

let sample: OpenedShard | null = null;

/** Notes that a shard is the bundled sample. */
export function markSample(shard: OpenedShard): void {
  sample = shard;
}

/** Whether what is open is the bundled sample, which opened by itself. */
export function isSample(): boolean {
  return sample !== null && getState().shard === sample;
}
