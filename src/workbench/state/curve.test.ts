import { describe, expect, it } from 'vitest';
import { liveLevelMetrics } from '../../sid/level-metrics';
import { addPoint, curveOf, lastStep, type CurvePoint } from './curve';

const metrics = liveLevelMetrics(Uint32Array.of(1, 2));
const told = (iteration: number, residualEnergy: number) => ({
  iteration,
  iterations: 4,
  live: { metrics, residualEnergy },
});

describe('training curve', () => {
  it('numbers the history from 1', () => {
    expect(curveOf([0.5, 0.4])).toEqual([
      { iteration: 1, distortion: 0.5 },
      { iteration: 2, distortion: 0.4 },
    ]);
  });

  it('follows throttled messages, each about the iteration before the one under way', () => {
    const messages = [told(2, 0.9), told(2, 0.9), told(4, 0.7), told(4, 0.6)];
    const curve = messages.reduce<readonly CurvePoint[]>(addPoint, []);
    expect(curve).toEqual([
      { iteration: 1, distortion: 0.9 },
      { iteration: 3, distortion: 0.7 },
      { iteration: 4, distortion: 0.6 },
    ]);
  });

  it('ignores messages without figures', () => {
    expect(addPoint([], { iteration: 0, iterations: 4, live: null })).toEqual([]);
  });

  it('says what the last iteration gained', () => {
    expect(lastStep(curveOf([0.5, 0.4]))).toBeCloseTo(0.2);
    expect(lastStep(curveOf([0.5]))).toBeNull();
    expect(lastStep(curveOf([0, 0]))).toBeNull();
  });
});
