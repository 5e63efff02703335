import { describe, expect, test } from 'vitest';
import { Bench, expectClose, randomRows } from '../bench.fixture';
import { Dropout } from './dropout';

const SHAPE = { rows: 9, cols: 11 };
const ones = Array.from({ length: 8 }, () => Array<number>(11).fill(1));

async function maskOf(bench: Bench, name: string, seed: number) {
  const layer = new Dropout(bench.arena, { name, rate: 0.4, ...SHAPE });
  const y = await layer.forward({ ...bench.run, seed }, bench.tensor(ones), 8);
  return { layer, mask: await bench.rows(y, 8, 11) };
}

describe('Dropout', () => {
  test('keeps some elements, scaled, and drops the gradient of the others', async () => {
    const bench = new Bench();
    const { layer, mask } = await maskOf(bench, 'a', 1);
    const kept = mask.flat().filter((value) => value !== 0);
    expect(kept.length).toBeGreaterThan(30);
    expect(kept.length).toBeLessThan(75);
    expect(new Set(kept)).toEqual(new Set([Math.fround(Math.fround(1 / 0.6))]));
    const dy = randomRows(8, 11, 2);
    const dx = await layer.backward(bench.run, bench.tensor(dy), 8);
    expectClose(
      await bench.rows(dx, 8, 11),
      dy.map((row, r) => row.map((value, c) => value * mask[r]![c]!)),
    );
  });

  test('another seed or another name drops others', async () => {
    const bench = new Bench();
    const masks = await Promise.all([
      ...[maskOf(bench, 'a', 1), maskOf(bench, 'a', 1)],
      ...[maskOf(bench, 'a', 2), maskOf(bench, 'b', 1)],
    ]);
    const [first, same, seed, name] = masks.map(({ mask }) => mask);
    expect(same).toEqual(first);
    expect(seed).not.toEqual(first);
    expect(name).not.toEqual(first);
  });

  test.for([
    { rate: 0.4, run: {}, when: 'without a seed' },
    { rate: 0, run: { seed: 1 }, when: 'at rate 0' },
  ])('$when it passes tensors through', async ({ rate, run }) => {
    const bench = new Bench();
    const layer = new Dropout(bench.arena, { name: 'a', rate, ...SHAPE });
    const [x, dy] = [bench.tensor(ones), bench.tensor(ones)];
    expect(await layer.forward({ ...bench.run, ...run }, x, 8)).toBe(x);
    expect(await layer.backward({ ...bench.run, ...run }, dy, 8)).toBe(dy);
  });
});
