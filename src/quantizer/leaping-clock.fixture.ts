import { vi } from 'vitest';

/**
 * From here on every look at the clock finds a second gone, so that progress, which is told ten
 * times a second, is told of every iteration, however fast the machine. Undo by
 * `vi.restoreAllMocks()`.
 */
export function leapingClock(): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
}
