import type { Device } from '../../compute/device';
import { createCpuDevice } from '../../compute/cpu/cpu-device';
import { wholeF32 } from '../../compute/numbers.fixture';
import type { JobContext } from '../assign';
import { assignRegister } from '../kernels/assign-codes';
import { Pacer } from '../pacer';
import type { PreparedVectors } from '../vectors';

export function contextOn(device: Device = createCpuDevice(), signal?: AbortSignal): JobContext {
  return { device, assign: assignRegister, pacer: new Pacer(device, signal) };
}

/** Cuts every job into slices of one row. */
class OneRowPacer extends Pacer {
  override get budget(): number {
    return 1;
  }
}

export function oneRowContext(): JobContext {
  const device = createCpuDevice();
  return { device, assign: assignRegister, pacer: new OneRowPacer(device) };
}

export function vectorsOf(values: Float32Array, dim: number): PreparedVectors {
  return { values, rows: values.length / dim, dim, dimPadded: dim, center: null, energy: 1 };
}

/** A shard and codebooks of small whole numbers: all distances are exact, so ties are ties. */
export function wholeProblem(rows: number, dim: number, sizes: readonly number[], seed = 1) {
  return {
    vectors: vectorsOf(wholeF32(rows * dim, 9, seed), dim),
    // Coarse to fine, as residual codebooks are.
    codebooks: sizes.map((codes, level) => wholeF32(codes * dim, 7 >> level, seed + 10 + level)),
  };
}

interface Path {
  readonly codes: readonly number[];
  readonly residual: readonly number[];
  readonly energy: number;
}

/** The paths that go on from one, by rising code. */
function stepsFrom({ codes, residual }: Path, codebook: Float32Array): Path[] {
  const dim = residual.length;
  return Array.from({ length: codebook.length / dim }, (_, code) => {
    const left = residual.map((value, d) => value - codebook[code * dim + d]!);
    const energy = left.reduce((sum, value) => sum + value * value, 0);
    return { codes: [...codes, code], residual: left, energy };
  });
}

/** Beam search of one vector, straight from the definition; the stable sort settles ties. */
function search(vector: readonly number[], codebooks: readonly Float32Array[], beam: number): Path {
  let paths: Path[] = [{ codes: [], residual: vector, energy: 0 }];
  for (const codebook of codebooks) {
    const candidates = paths.flatMap((path) => stepsFrom(path, codebook));
    paths = candidates.sort((a, b) => a.energy - b.energy).slice(0, beam);
  }
  return paths[0]!;
}

/** What `encodeBeam` promises for every row: the beam's best path, unless greedy is as near. */
export function searchAll(
  { values, rows, dim }: PreparedVectors,
  codebooks: readonly Float32Array[],
  beam: number,
) {
  const vector = (row: number) => [...values.subarray(row * dim, (row + 1) * dim)];
  const found = Array.from({ length: rows }, (_, row) => {
    const best = search(vector(row), codebooks, beam);
    const greedy = search(vector(row), codebooks, 1);
    return { best, greedy, kept: best.energy < greedy.energy ? best : greedy };
  });
  return {
    codes: codebooks.map((_, level) => Uint32Array.from(found, ({ kept }) => kept.codes[level]!)),
    rowEnergy: Float32Array.from(found, ({ kept }) => kept.energy),
    improvedRows: found.filter(({ best, greedy }) => best.energy < greedy.energy).length,
    greedyRows: found.filter(({ best, greedy }) => greedy.energy < best.energy).length,
  };
}
