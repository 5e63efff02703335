import { describe, expect, it } from 'vitest';
import { capacityOf, displaced, nextPrices } from './capacity';

describe('capacity', () => {
  it.each([
    [1000, 10, 110],
    [1001, 10, 111],
    [10, 10, 1],
    [3, 3, 1],
    [3496, 256, 15],
  ])('of %i rows and %i codes is %i', (rows, codes, expected) => {
    expect(capacityOf(rows, codes)).toBe(expected);
    expect(expected * codes).toBeGreaterThanOrEqual(rows);
  });
});

describe('prices', () => {
  it('rise over capacity, fall under it, and never below zero', () => {
    const next = nextPrices(Float32Array.of(0, 1, 1, 0), Uint32Array.of(20, 10, 5, 0), 10, 2);
    expect(next[0]).toBeCloseTo(0.5 * Math.log(2), 6);
    expect(next[1]).toBe(1);
    expect(next[2]).toBeCloseTo(1 - 0.5 * Math.log(2), 6);
    expect(next[3]).toBe(0);
  });
});

describe('displaced rows', () => {
  it('are the farthest of a code that is over its room; lower rows stay among equals', () => {
    const room = Uint32Array.of(2, 1, 5);
    const codes = Uint32Array.of(0, 1, 0, 1, 0, 2);
    const left = displaced(codes, Float32Array.of(3, 1, 1, 1, 2, 9), room);
    expect([...left]).toEqual([0, 3]);
    expect([...room]).toEqual([0, 0, 4]);
  });

  it('are none where there is room, and all where there is none', () => {
    expect(displaced(new Uint32Array(0), new Float32Array(0), Uint32Array.of(1))).toHaveLength(0);
    const all = displaced(Uint32Array.of(0, 0), Float32Array.of(1, 2), Uint32Array.of(0));
    expect([...all]).toEqual([0, 1]);
  });
});
