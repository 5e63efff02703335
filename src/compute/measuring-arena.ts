import type { Arena } from './device';

/** Every element type takes four bytes. */
const BYTES = 4;

export interface Measured {
  readonly bytes: number;
  /** Of the largest tensor: what a device must be able to bind. */
  readonly largestBinding: number;
}

/** What `build` would take of a device's memory. Nothing is allocated. */
export function measureArena(build: (arena: Arena) => unknown): Measured {
  let bytes = 0;
  let largestBinding = 0;
  build({
    tensor(label, type, length) {
      bytes += length * BYTES;
      largestBinding = Math.max(largestBinding, length * BYTES);
      return { label, type, length };
    },
    dispose: () => undefined,
  });
  return { bytes, largestBinding };
}
