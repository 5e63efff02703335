import { describe, expect, it } from 'vitest';
import { fingerprintOf } from './fingerprint';

const vectors = Float32Array.from({ length: 60 }, (_, i) => Math.sin(i));

describe('fingerprint', () => {
  it('is 16 hex digits, and the same for the same vectors wherever they lie', () => {
    expect(fingerprintOf(vectors, 6)).toMatch(/^[0-9a-f]{16}$/);
    const shifted = new Float32Array(70);
    shifted.set(vectors, 5);
    expect(fingerprintOf(shifted.subarray(5, 65), 6)).toBe(fingerprintOf(vectors, 6));
  });

  it('tells apart values, order, shape and the sign of zero', () => {
    const prints = [
      fingerprintOf(vectors, 6),
      fingerprintOf(vectors, 10),
      fingerprintOf(vectors.toReversed(), 6),
      fingerprintOf(vectors.subarray(0, 54), 6),
      fingerprintOf(Float32Array.of(0), 1),
      fingerprintOf(Float32Array.of(-0), 1),
      fingerprintOf(new Float32Array(0), 1),
    ];
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('has no collision among shards that differ in one round value', () => {
    const prints = Array.from({ length: 5000 }, (_, i) => fingerprintOf(Float32Array.of(i, 1), 2));
    expect(new Set(prints).size).toBe(5000);
  });
});
