import { createCpuDevice } from '../compute/cpu/cpu-device';
import { deriveSeed, randomOrder } from '../compute/random';
import { assignRows, createAssignment, type JobContext } from './assign';
import { checkBeam } from './beam/check-beam';
import { beamOf } from './beam/reencode';
import { createCodebook } from './codebook';
import { assignRegister } from './kernels/assign-codes';
import type { Matrix } from './matrix';
import { Pacer } from './pacer';
import type { Agreement, LevelResult, QuantizerRun } from './results';
import { encodeLatents } from './rqvae/encode-latents';
import { stepResidual } from './train-level';
import { pad, type PreparedVectors } from './vectors';

/** Relative to |r|^2 + |c|^2: a few Float32 roundings of a sum over 512 dims. */
const TIE_EPSILON = 1e-5;

interface CheckOptions {
  /** Rows to check at most; a seeded uniform sample beyond. */
  readonly maxRows: number;
  readonly signal?: AbortSignal | undefined;
  readonly onLevel?: ((done: number, total: number) => void) | undefined;
}

/**
 * Assigns rows of a finished run again with the oracles, level by level from the run's own
 * codebooks and codes, and compares: each level answers for itself. Beams are
 * searched again as a whole; of a run under a capacity it is the nearest codes. A learned
 * run's rows go through its encoder again first. For RQ-KMeans also recomputes the residual
 * energy of every row in Float64.
 */
export async function checkAgainstCpu(
  run: QuantizerRun,
  vectors: PreparedVectors,
  { maxRows, signal, onLevel }: CheckOptions,
): Promise<Agreement> {
  const started = performance.now();
  const device = createCpuDevice();
  const rows = Math.min(maxRows, run.n);
  const chosen = randomOrder(run.n, rows, deriveSeed(run.config.seed, 9)).slice().sort();
  const context: JobContext = {
    device,
    assign: assignRegister,
    pacer: new Pacer(device, signal),
  };
  const residual = await quantizedSample(context, run, vectors, chosen);
  const beam = beamOf(run.config);
  const levels =
    beam > 1
      ? await checkBeam(context, run, residual, chosen, beam, TIE_EPSILON)
      : await checkGreedy(context, run, residual, chosen, onLevel);
  return {
    rowsChecked: rows,
    levels,
    epsilon: TIE_EPSILON,
    energyDifference: run.learned ? null : energyDifference(run.levels, vectors),
    seconds: (performance.now() - started) / 1000,
  };
}

async function checkGreedy(
  context: JobContext,
  run: QuantizerRun,
  residual: Matrix,
  chosen: Uint32Array,
  onLevel: CheckOptions['onLevel'],
): Promise<Agreement['levels']> {
  const { device } = context;
  const levels: Agreement['levels'][number][] = [];
  for (const [l, level] of run.levels.entries()) {
    // Codes under a capacity are of all rows together: what can be checked row by row is the nearest.
    const codes = run.nearest?.codes[l] ?? level.codes;
    onLevel?.(levels.length, run.levels.length);
    const codebook = createCodebook(
      device.arena('codebook'),
      level.codebookSize,
      residual.dim,
      run.config.distance,
    );
    const codewords = pad(level.codebook, run.codewordDim, residual.dim);
    device.write(codebook.codewords, codewords);
    const assignment = createAssignment(device.arena('assignment'), residual.rows);
    await assignRows(context, residual, codebook, assignment);
    const expected = await device.read(assignment.code);
    const actual = Uint32Array.from(chosen, (row) => codes[row] ?? 0);
    const values = await device.read(residual.values);
    levels.push(compare(expected, actual, { values, codewords, dim: residual.dim }, run));
    device.write(assignment.code, actual);
    await stepResidual(context, residual, codebook, assignment.code);
  }
  return levels;
}

/** What level 1 quantized of the chosen rows: the vectors, or what the run's encoder made of them. */
async function quantizedSample(
  context: JobContext,
  { config, learned }: QuantizerRun,
  { values, dim, dimPadded, ...rest }: PreparedVectors,
  chosen: Uint32Array,
): Promise<Matrix> {
  const sample = new Float32Array(chosen.length * dimPadded);
  chosen.forEach((row, i) => {
    sample.set(values.subarray(row * dimPadded, (row + 1) * dimPadded), i * dimPadded);
  });
  const vectors = { ...rest, values: sample, rows: chosen.length, dim, dimPadded };
  const quantized = learned
    ? await encodeLatents(context, vectors, config.rqvae, learned)
    : vectors;
  const { device } = context;
  const tensor = device.arena('sample').tensor('residual', 'f32', quantized.values.length);
  device.write(tensor, quantized.values);
  return { rows: chosen.length, dim: quantized.dimPadded, values: tensor };
}

interface Compared {
  readonly values: Float32Array;
  readonly codewords: Float32Array;
  readonly dim: number;
}

function compare(
  expected: Uint32Array,
  actual: Uint32Array,
  { values, codewords, dim }: Compared,
  { config }: QuantizerRun,
): Agreement['levels'][number] {
  let equal = 0;
  let ties = 0;
  for (let i = 0; i < expected.length; i++) {
    const ours = expected[i] ?? 0;
    const theirs = actual[i] ?? 0;
    if (ours === theirs) {
      equal += 1;
      continue;
    }
    const row = values.subarray(i * dim, (i + 1) * dim);
    const best = cost(row, codewords.subarray(ours * dim, (ours + 1) * dim), config.distance);
    const other = cost(row, codewords.subarray(theirs * dim, (theirs + 1) * dim), config.distance);
    const scale = Math.max(best.scale, other.scale, Number.MIN_VALUE);
    if (Math.abs(other.value - best.value) <= TIE_EPSILON * scale) ties += 1;
  }
  return { equal, ties, wrong: expected.length - equal - ties };
}

function cost(x: Float32Array, c: Float32Array, distance: 'l2' | 'cosine') {
  let xx = 0;
  let cc = 0;
  let xc = 0;
  for (let d = 0; d < x.length; d++) {
    const a = x[d] ?? 0;
    const b = c[d] ?? 0;
    xx += a * a;
    cc += b * b;
    xc += a * b;
  }
  if (distance === 'l2') return { value: xx - 2 * xc + cc, scale: xx + cc };
  const norms = Math.sqrt(xx * cc);
  return { value: norms > 0 ? -xc / norms : 0, scale: 1 };
}

/** Largest relative difference of any level's residual energy from its Float64 recomputation. */
function energyDifference(levels: readonly LevelResult[], vectors: PreparedVectors): number {
  const { values, rows, dim, dimPadded, energy } = vectors;
  const residual = new Float64Array(dim);
  const sums = levels.map(() => 0);
  for (let row = 0; row < rows; row++) {
    residual.set(values.subarray(row * dimPadded, row * dimPadded + dim));
    levels.forEach(({ codes, codebook }, level) => {
      const start = (codes[row] ?? 0) * dim;
      let square = 0;
      for (let d = 0; d < dim; d++) {
        const r = (residual[d] ?? 0) - (codebook[start + d] ?? 0);
        residual[d] = r;
        square += r * r;
      }
      sums[level] = (sums[level] ?? 0) + square;
    });
  }
  const differences = levels.map(({ residualEnergy }, level) => {
    const exact = (sums[level] ?? 0) / energy;
    return Math.abs(residualEnergy - exact) / Math.max(exact, 1e-12);
  });
  return Math.max(0, ...differences);
}
