import peakWgsl from '../../shaders/common/fma-peak.wgsl?raw';
import loopWgsl from '../../shaders/common/fma-loop.wgsl?raw';
import { defineKernel, writeF32, type Values } from './kernel';

/** One round of one thread: 2 vec4 fused multiply-adds, two operations each. */
export const FLOP_PER_ROUND = 16;

const GROUP = 64;
const params = { rounds: 'u32', scale: 'f32', step: 'f32' } as const;

interface Chains {
  readonly result: Float32Array;
}

function chains({ result }: Chains, { rounds, scale, step }: Values<typeof params>): void {
  for (let thread = 0; thread < result.length; thread++) {
    let sum = 0;
    for (const start of [thread, 1, 2, 3, 4, 5, 6, thread]) {
      let value = start;
      for (let round = 0; round < rounds; round++) value = value * scale + step;
      sum += value;
    }
    result[thread] = sum;
  }
}

/** Threads a probe runs, enough to fill a discrete GPU: `result` must hold as many. */
export const PEAK_THREADS = 262_144;

/** The adapter's multiply-add ceiling, for the benchmark. `rounds` must be a multiple of 8. */
export const fmaPeak = defineKernel({
  name: 'common/fma-peak',
  wgsl: peakWgsl,
  bindings: { result: writeF32 },
  params,
  overrides: { GROUP },
  grid: () => [PEAK_THREADS / GROUP, 1, 1],
  oracle: chains,
});

/** The same ceiling as a plain loop reaches it. */
export const fmaLoop = defineKernel({
  name: 'common/fma-loop',
  wgsl: loopWgsl,
  bindings: { result: writeF32 },
  params,
  overrides: { GROUP },
  grid: () => [PEAK_THREADS / GROUP, 1, 1],
  oracle: chains,
});
