import { afterAll } from 'vitest';
import { roundUp } from '../../compute/kernel';
import { realF32, untouchedU32, wholeF32, wholeU32 } from '../../compute/numbers.fixture';
import { agreesWithOracle } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { relatedRanks } from './related-ranks';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

function input(pairs: number, rows: number, queries: number, numbers = realF32, spread = 1) {
  const stride = roundUp(rows, 4);
  return {
    arrays: {
      // Padding would be the best, were it counted.
      similarity: numbers(queries * stride, spread, 1).map((value, i) =>
        i % stride < rows ? value : 1e6,
      ),
      query: wholeU32(pairs, queries, 2),
      selfRow: wholeU32(pairs, rows, 3),
      related: wholeU32(pairs, rows, 4),
      rank: untouchedU32(pairs + 1),
    },
    calls: [{ pairs, rows, stride }],
  };
}

agreesWithOracle(gpu, relatedRanks, [
  ...[0, 1, 63, 64, 65].map((pairs) => ({ name: `${pairs} pairs`, ...input(pairs, 30, 7) })),
  ...[1, 2, 3, 4, 5, 257].map((rows) => ({ name: `${rows} rows`, ...input(40, rows, 3) })),
  { name: 'ties go to the lowest row', ...input(80, 101, 5, wholeF32, 1) },
]);
