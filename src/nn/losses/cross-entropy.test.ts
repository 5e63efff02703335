import { expect, test } from 'vitest';
import { Bench, expectClose, randomRows } from '../bench.fixture';
import { numericGradient, smoothedCrossEntropy } from '../float64.fixture';
import { IGNORED_LABEL } from '../kernels/cross-entropy';
import { CrossEntropy } from './cross-entropy';

test.for([0, 0.1])(
  'smoothing %d: loss and gradient, rows without a label apart',
  async (smoothing) => {
    const bench = new Bench();
    const loss = new CrossEntropy(bench.arena, { rows: 4, cols: 5, smoothing });
    const z = randomRows(4, 5, 1, 3);
    const labels = [4, 0, -1, 2];
    const label = bench.arena.tensor('labels', 'u32', 4);
    bench.device.write(
      label,
      Uint32Array.from(labels, (y) => (y === -1 ? IGNORED_LABEL : y)),
    );
    const logits = bench.tensor(z);
    await loss.queue(bench.run, { logits, label, rows: 4, weight: 1 / 3 });
    const mean = (moved: number[][]) => smoothedCrossEntropy(moved, labels, smoothing) / 3;
    expect(await loss.total.take(bench.device)).toBeCloseTo(mean(z), 5);
    expectClose(await bench.rows(logits, 4, 5), numericGradient(z, mean));
  },
);
