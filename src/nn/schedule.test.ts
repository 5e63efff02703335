import { describe, expect, test } from 'vitest';
import { learningRate } from './schedule';

describe('learningRate', () => {
  const schedule = { peak: 1, floor: 0.2, warmUp: 4, steps: 13 };

  test('climbs in equal steps to the peak', () => {
    const rates = [0, 1, 2, 3].map((step) => learningRate(schedule, step));
    expect(rates).toEqual([0.25, 0.5, 0.75, 1]);
  });

  test('falls along half a cosine to the floor at the last step, and stays', () => {
    expect(learningRate(schedule, 4)).toBe(1);
    // A quarter, half and three quarters of the eight steps from 4 to 12.
    expect(learningRate(schedule, 6)).toBeCloseTo(0.2 + 0.4 * (1 + Math.SQRT1_2), 12);
    expect(learningRate(schedule, 8)).toBeCloseTo(0.6, 12);
    expect(learningRate(schedule, 10)).toBeCloseTo(0.2 + 0.4 * (1 - Math.SQRT1_2), 12);
    expect(learningRate(schedule, 12)).toBeCloseTo(0.2, 12);
    expect(learningRate(schedule, 50)).toBeCloseTo(0.2, 12);
  });

  test('without warm-up it starts at the peak', () => {
    expect(learningRate({ ...schedule, warmUp: 0 }, 0)).toBe(1);
  });

  test('is constant where the floor is the peak', () => {
    const flat = { peak: 0.5, floor: 0.5, warmUp: 0, steps: 10 };
    expect([0, 3, 9].map((step) => learningRate(flat, step))).toEqual([0.5, 0.5, 0.5]);
  });

  test.for([
    [1, 0],
    [2, 2],
    [0, 0],
  ] as const)('%d steps, %d of them warm-up: finite', ([steps, warmUp]) => {
    for (let step = 0; step < 3; step++) {
      expect(learningRate({ ...schedule, steps, warmUp }, step)).toBeGreaterThan(0);
    }
  });
});
