import type { Arena, Tensor } from '../../compute/device';
import { throwIfCancelled } from '../../problem';
import { extendMetrics, type PrefixState } from '../../sid/metrics';
import { assignRows, createAssignment, type Assignment, type JobContext } from '../assign';
import { encodeBeam } from '../beam/encode-beam';
import type { Codebook } from '../codebook';
import type { Distance } from '../config';
import { SUM_BLOCK } from '../kernels/layout';
import type { Matrix } from '../matrix';
import type { LevelResult } from '../results';
import { dimOf } from '../row-source';
import type { SliceOptions } from '../row-slices';
import { measureFidelity, stepResidual } from '../train-level';
import { uploadCodebooks } from '../upload-codebooks';
import type { PreparedVectors } from '../vectors';

/** Rows on the device at once: the matrix of a slice is far below what every adapter binds. */
const SLICE_BYTES = 32 * 1024 * 1024;

export interface EncodeLevelsOptions extends SliceOptions {
  readonly distance: Distance;
  /** Paths kept from level to level, 1..16; more than one goes with `l2`. 1 is greedy. */
  readonly beam: number;
  /** sum |x - mean(x)|^2 of the rows; 0 where all are equal, and residual energies are then NaN. */
  readonly energy: number;
}

/** What encoding tells of a level. */
export type CodedLevel = Pick<
  LevelResult,
  'codebookSize' | 'codes' | 'metrics' | 'sid' | 'residualEnergy' | 'meanCosine'
>;

/** Of one level's rows so far. */
interface Tally {
  readonly codes: Uint32Array;
  energy: number;
  cosine: number;
}

/**
 * Codes, metrics, energies and cosines of rows under given codebooks, K_l x dim with `dim` padded as
 * the rows are. Codebooks are only read. Greedy codes are those that training gives: the same
 * kernels on the same numbers. Throws `CANCELLED`, `GPU_LOST`, `GPU_MEMORY`.
 */
export async function encodeLevels(
  context: JobContext,
  source: Pick<PreparedVectors, 'values' | 'rows' | 'dimPadded'>,
  codebooks: readonly Float32Array[],
  { distance, beam, energy, ...options }: EncodeLevelsOptions,
): Promise<CodedLevel[]> {
  const dim = dimOf(source);
  const searched =
    beam > 1 ? await encodeBeam(context, source, codebooks, { ...options, beam }) : null;
  const tallies = codebooks.map((_, l): Tally => ({
    codes: searched?.codes[l] ?? new Uint32Array(source.rows),
    energy: 0,
    cosine: 0,
  }));
  const arena = context.device.arena('encoding');
  try {
    const books = await uploadCodebooks(context, arena, codebooks, dim, distance);
    const rows = Math.max(1, Math.floor(SLICE_BYTES / (4 * dim * SUM_BLOCK))) * SUM_BLOCK;
    for (let begin = 0; begin < source.rows; begin += rows) {
      throwIfCancelled(options.signal);
      const end = Math.min(source.rows, begin + rows);
      await encodeSlice(context, source, books, tallies, begin, end, searched !== null);
      if (!searched) options.onProgress?.(end, source.rows);
    }
  } finally {
    arena.dispose();
  }
  const sizes = codebooks.map(({ length }) => length / dim);
  return levelsOf(sizes, tallies, source.rows, energy);
}

/** Adds rows begin..end-1 to the tallies; with `isCoded` their codes stand there already. */
async function encodeSlice(
  context: JobContext,
  { values, dimPadded: dim }: Pick<PreparedVectors, 'values' | 'dimPadded'>,
  codebooks: readonly Codebook[],
  tallies: readonly Tally[],
  begin: number,
  end: number,
  isCoded: boolean,
): Promise<void> {
  const { device } = context;
  const rows = end - begin;
  const arena: Arena = device.arena('encoded slice');
  try {
    const input: Tensor<'f32'> = arena.tensor('vectors', 'f32', rows * dim);
    const residual: Matrix = { rows, dim, values: arena.tensor('residual', 'f32', rows * dim) };
    device.write(input, values.subarray(begin * dim, end * dim));
    device.copy(input, residual.values, rows * dim);
    const assignment: Assignment = createAssignment(arena, rows);
    for (const [l, codebook] of codebooks.entries()) {
      const tally = tallies[l]!;
      if (isCoded) device.write(assignment.code, tally.codes.subarray(begin, end));
      else {
        await assignRows(context, residual, codebook, assignment);
        tally.codes.set(await device.read(assignment.code), begin);
      }
      await stepResidual(context, residual, codebook, assignment.code);
      const measured = await measureFidelity(context, input, residual);
      tally.energy += measured.energy;
      tally.cosine += measured.cosine;
    }
  } finally {
    arena.dispose();
  }
}

function levelsOf(
  sizes: readonly number[],
  tallies: readonly Tally[],
  rows: number,
  energy: number,
): CodedLevel[] {
  let state: PrefixState | null = null;
  return tallies.map((tally, l) => {
    const codebookSize = sizes[l]!;
    const extended = extendMetrics(state, tally.codes, codebookSize);
    state = extended.state;
    return {
      codebookSize,
      codes: tally.codes,
      metrics: extended.level,
      sid: extended.sid,
      residualEnergy: energy > 0 ? tally.energy / energy : Number.NaN,
      meanCosine: tally.cosine / rows,
    };
  });
}
