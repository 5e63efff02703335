import { describe, expect, test } from 'vitest';
import { Bench, expectClose, randomRows } from '../bench.fixture';
import { norms, numericGradient, weighted } from '../float64.fixture';
import { LayerNorm } from './layer-norm';
import { RmsNorm } from './rms-norm';

const LAYERS = { layer: LayerNorm, rms: RmsNorm };

describe.for(['layer', 'rms'] as const)('%s norm', (kind) => {
  const norm = norms[kind];

  test.for([
    [1, 2],
    [5, 3],
    [6, 8],
    [70, 13],
  ] as const)('%d rows of %d columns: values and finite differences', async ([rows, cols]) => {
    const bench = new Bench();
    const layer = new LAYERS[kind](bench.arena, { name: 'norm', rows: rows + 1, cols });
    const x = randomRows(rows, cols, 1, 2);
    const weights = randomRows(rows, cols, 2);
    const gain = randomRows(1, cols, 3);
    const bias = layer.bias ? randomRows(1, cols, 4) : [Array<number>(cols).fill(0)];
    layer.gain.initialise(bench.device, Float32Array.from(gain[0]!));
    layer.bias?.initialise(bench.device, Float32Array.from(bias[0]!));

    const y = await layer.forward(bench.run, bench.tensor(x), rows);
    expectClose(await bench.rows(y, rows, cols), norm(x, gain[0]!, bias[0]!));

    const dx = await layer.backward(bench.run, bench.tensor(weights), rows);
    const wanted = numericGradient(x, (moved) =>
      weighted(norm(moved, gain[0]!, bias[0]!), weights),
    );
    expectClose(await bench.rows(dx, rows, cols), wanted);
    expectClose(
      await bench.gradient(layer.gain),
      numericGradient(gain, ([moved]) => weighted(norm(x, moved!, bias[0]!), weights)),
    );
    if (!layer.bias) return;
    expectClose(
      await bench.gradient(layer.bias),
      numericGradient(bias, ([moved]) => weighted(norm(x, gain[0]!, moved!), weights)),
    );
  });

  test('starts with gain 1 and no bias', async () => {
    const bench = new Bench();
    const layer = new LAYERS[kind](bench.arena, { name: 'norm', rows: 1, cols: 3 });
    layer.initialise(bench.device);
    expect(await bench.value(layer.gain)).toEqual([[1, 1, 1]]);
    if (layer.bias) expect(await bench.value(layer.bias)).toEqual([[0, 0, 0]]);
    const names = layer.parameters().map(({ name, decay }) => [name, decay]);
    expect(names[0]).toEqual(['norm.gain', false]);
    expect(names).toHaveLength(kind === 'layer' ? 2 : 1);
  });
});
