import type { Arena } from '../../compute/device';
import { randomOrder } from '../../compute/random';
import type { JobContext } from '../assign';
import type { Codebook } from '../codebook';
import { placeRows } from '../kernels/place-rows';
import type { Matrix } from '../matrix';
import { MEMORY_OPS } from '../pacer';
import { forEachSlice, sliceCapacity } from '../row-slices';
import { dimOf, RowLoader, type RowSource } from '../row-source';
import { beamCost, beamWidths } from './beam-shape';
import { BeamSlice } from './beam-slice';

export interface SampleOptions {
  readonly beam: number;
  /** Residuals wanted at most. */
  readonly limit: number;
  readonly seed: number;
}

/**
 * The residuals of all beams of all rows after these levels, [row][beam] in order; a seeded uniform
 * sample of them if they are more than `limit`. The beams are searched again, slice by slice, so
 * that only what is asked for is ever held: rows x beams x dim may not fit. The matrix belongs to
 * `arena`. With no level yet it holds the rows themselves.
 */
export async function sampleBeamResiduals(
  context: JobContext,
  arena: Arena,
  source: RowSource,
  codebooks: readonly Codebook[],
  { beam, limit, seed }: SampleOptions,
): Promise<Matrix> {
  const { device, pacer } = context;
  const dim = dimOf(source);
  const sizes = codebooks.map(({ codes }) => codes);
  const widths = beamWidths(sizes, beam);
  const cost = beamCost(dim, sizes, widths);
  const capacity = sliceCapacity(source.rows, cost);
  const paths = widths.at(-1) ?? 1;
  const chosen = chooseSorted(source.rows * paths, limit, seed);
  const values = arena.tensor('training residuals', 'f32', chosen.length * dim);
  const scratch = device.arena('beam sample');
  try {
    const loader = new RowLoader(device, scratch, source, capacity);
    const slice = new BeamSlice(context, scratch, capacity, dim, cost);
    const index = scratch.tensor('chosen residuals', 'u32', capacity * paths);
    const choices = widths.map((beams) => scratch.tensor('choice', 'u32', capacity * beams));
    let placed = 0;
    await forEachSlice(source.rows, pacer, cost, async (begin, end) => {
      loader.load(slice.start(end - begin), begin, end);
      for (const [level, codebook] of codebooks.entries()) {
        await slice.step(codebook, widths[level]!, choices[level]!);
      }
      let next = placed;
      while (next < chosen.length && chosen[next]! < end * paths) next += 1;
      const count = next - placed;
      device.write(
        index,
        chosen.subarray(placed, next).map((path) => path - begin * paths),
      );
      device.run(placeRows, {
        tensors: { matrix: slice.residual.values, index, placed: values },
        params: { count, dim, begin: placed },
      });
      placed = next;
      await pacer.spend(count * dim * MEMORY_OPS);
    });
    await pacer.settle();
    return { rows: chosen.length, dim, values };
  } finally {
    scratch.dispose();
  }
}

/** `limit` of 0..total-1, each as likely as any other, ascending; all where they are no more. */
function chooseSorted(total: number, limit: number, seed: number): Uint32Array {
  if (total <= limit) return Uint32Array.from({ length: total }, (_, i) => i);
  return randomOrder(total, limit, seed).slice().sort();
}
