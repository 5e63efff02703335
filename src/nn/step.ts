import type { Device } from '../compute/device';

/** What one pass through a network runs on. */
export interface Step {
  readonly device: Device;
  /** Accounts for queued operations; the caller slices its work here. May throw `CANCELLED`. */
  spend(ops: number): Promise<void>;
  /** Seed of this step's dropout masks. Absent: evaluation, where nothing is dropped. */
  readonly seed?: number;
}

/** What moving one element through memory costs beside a multiply-add, for pacing only. */
export const MEMORY_OPS = 16;
