import type { Device } from '../../src/compute/device';
import { FLOP_PER_ROUND, PEAK_THREADS, fmaLoop, fmaPeak } from '../../src/compute/fma-peak';
import type { Ceiling } from './rounds';

/** Long enough that one submit's latency does not count. */
const MIN_CEILING_MS = 60;
/** A multiple of 8, as fma-peak asks for; doubled until a measurement lasts long enough. */
const FIRST_ROUNDS = 256;
/** Far beyond any GPU: stops the doubling if the clock stands still. */
const MAX_ROUNDS = 2 ** 28;

function ceiling(device: Device, kernel: typeof fmaPeak | typeof fmaLoop): Ceiling {
  const result = device.arena('ceiling').tensor('result', 'f32', PEAK_THREADS);
  let rounds = FIRST_ROUNDS;
  const timed = async () => {
    const start = performance.now();
    device.run(kernel, { tensors: { result }, params: { rounds, scale: 0.999, step: 1e-3 } });
    await device.flush();
    return performance.now() - start;
  };
  return async () => {
    await device.prepare(kernel);
    let ms = await timed();
    while (ms < MIN_CEILING_MS && rounds < MAX_ROUNDS) {
      rounds *= 2;
      ms = await timed();
    }
    return (PEAK_THREADS * rounds * FLOP_PER_ROUND) / ms / 1e6;
  };
}

/** The adapter's multiply-add ceilings: straight-line code, and a plain loop. */
export function ceilingsOf(device: Device): Readonly<Record<string, Ceiling>> {
  return { 'FMA peak': ceiling(device, fmaPeak), 'FMA loop': ceiling(device, fmaLoop) };
}
