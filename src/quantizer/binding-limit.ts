import type { DeviceInfo } from '../compute/device';

/** Where a device states no limit of its own (the CPU). */
export const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** Bytes of the largest storage buffer that a kernel can be given whole. */
export function bindingLimitOf({ limits }: Pick<DeviceInfo, 'limits'>): number {
  return Math.min(
    limits['maxStorageBufferBindingSize'] ?? NO_LIMIT,
    limits['maxBufferSize'] ?? NO_LIMIT,
  );
}
