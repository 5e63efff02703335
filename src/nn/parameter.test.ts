import { describe, expect, test } from 'vitest';
import { Bench } from './bench.fixture';
import { matrixParameter, vectorParameter } from './parameter';

describe('Parameter', () => {
  test('is stored with zero padding and comes back without', async () => {
    const bench = new Bench();
    const parameter = matrixParameter(bench.arena, 'weight', 3, 5);
    const value = Float32Array.from({ length: 15 }, (_, i) => i + 1);
    parameter.initialise(bench.device, value);
    const stored = await bench.device.read(parameter.value);
    expect(stored).toHaveLength(8 * 8);
    expect(stored.filter((x) => x !== 0)).toEqual(value);
    expect([...stored.subarray(8, 16)]).toEqual([6, 7, 8, 9, 10, 0, 0, 0]);
    expect(await parameter.dump(bench.device)).toEqual({
      value,
      moment1: new Float32Array(15),
      moment2: new Float32Array(15),
    });
  });

  test('a checkpoint restores value and moments; a new start forgets the moments', async () => {
    const bench = new Bench();
    const parameter = vectorParameter(bench.arena, 'bias', 3);
    const state = {
      value: Float32Array.of(1, 2, 3),
      moment1: Float32Array.of(4, 5, 6),
      moment2: Float32Array.of(7, 8, 9),
    };
    parameter.restore(bench.device, state);
    expect(await parameter.dump(bench.device)).toEqual(state);
    parameter.initialise(bench.device, Float32Array.of(3, 2, 1));
    expect(await parameter.dump(bench.device)).toEqual({
      value: Float32Array.of(3, 2, 1),
      moment1: new Float32Array(3),
      moment2: new Float32Array(3),
    });
  });

  test('a state of another shape is refused', () => {
    const bench = new Bench();
    const parameter = vectorParameter(bench.arena, 'bias', 3);
    expect(() => parameter.initialise(bench.device, new Float32Array(4))).toThrow('4 numbers');
  });
});
