import type { JobContext } from '../assign';
import { MEMORY_OPS } from '../pacer';
import { forEachSlice, sliceCapacity, type SliceOptions } from '../row-slices';
import { dimOf, RowLoader, type RowSource } from '../row-source';
import { uploadCodebooks } from '../upload-codebooks';
import { prepareBeam } from './beam-kernels';
import { beamCost, beamWidths } from './beam-shape';
import { BeamSlice } from './beam-slice';
import { GreedySlice } from './greedy-slice';
import { PathEnds, type BeamEncoding } from './path-ends';

export interface BeamOptions extends SliceOptions {
  /** Paths that a row keeps from level to level, 1..16; 1 is greedy assignment. */
  readonly beam: number;
}

/**
 * Beam-search encoding of a residual quantizer by L2, as FAISS's `ResidualQuantizer` has it, and
 * never worse than greedy: each row's best path is held against its greedy one. `codebooks` are
 * K_l x dim with `dim` padded as the rows are. The beam's last step keeps one path, as no more is
 * needed. Throws `CANCELLED`, `GPU_LOST`, `GPU_MEMORY`; a RangeError if the beam is not 1..16.
 */
export async function encodeBeam(
  context: JobContext,
  source: RowSource,
  codebooks: readonly Float32Array[],
  options: BeamOptions,
): Promise<BeamEncoding> {
  const dim = dimOf(source);
  const sizes = codebooks.map(({ length }) => length / dim);
  const widths = [...beamWidths(sizes, options.beam).slice(0, -1), 1];
  const cost = beamCost(dim, sizes, widths);
  const capacity = sliceCapacity(source.rows, cost);
  await prepareBeam(context);
  const arena = context.device.arena('beam encoding');
  try {
    const books = await uploadCodebooks(context, arena, codebooks, dim);
    const loader = new RowLoader(context.device, arena, source, capacity);
    const greedy = new GreedySlice(context, arena, capacity, dim, books.length);
    const beams = new BeamSlice(context, arena, capacity, dim, cost);
    const ends = new PathEnds(context, arena, source.rows, capacity, widths);
    const encodeSlice = async (begin: number, end: number) => {
      const rows = end - begin;
      const vectors = beams.start(rows);
      loader.load(vectors, begin, end);
      const greedyEnd = await greedy.encode(vectors, rows, books);
      if (options.beam > 1) {
        for (const [level, book] of books.entries()) {
          await beams.step(book, widths[level]!, ends.choices[level]!);
        }
      }
      const beamEnd = options.beam > 1 ? beams.residual : greedyEnd;
      ends.compare(begin, rows, dim, beamEnd.values, greedyEnd.values);
      ends.trace(begin, rows, books, (level) => greedy.codes(level));
      await context.pacer.spend(rows * dim * MEMORY_OPS);
    };
    await forEachSlice(source.rows, context.pacer, cost, encodeSlice, options);
    return await ends.read();
  } finally {
    arena.dispose();
  }
}
