import blockWgsl from '../../../shaders/quantizer/assign-block.wgsl?raw';
import registerWgsl from '../../../shaders/quantizer/assign-register.wgsl?raw';
import quadWgsl from '../../../shaders/quantizer/assign-quad.wgsl?raw';
import workgroupWgsl from '../../../shaders/quantizer/assign-workgroup.wgsl?raw';
import {
  defineKernel,
  overridesOf,
  readF32,
  roundUp,
  writeF32,
  writeU32,
  type Arrays,
  type Kernel,
  type Overrides,
  type Values,
} from '../../compute/kernel';

const bindings = {
  /** [rows][dim] */
  residual: readF32,
  /** [codeStride][dim] */
  codebook: readF32,
  /** [codeStride] */
  bias: readF32,
  code: writeU32,
  score: writeF32,
} as const;

const params = {
  rowBegin: 'u32',
  rowEnd: 'u32',
  /** A multiple of DIM_ALIGN. */
  dim: 'u32',
  codes: 'u32',
} as const;

type Params = Values<typeof params>;

/** code_i = argmax_k bias_k + residual_i . codeword_k, ties to the lowest k. */
function assign(
  { residual, codebook, bias, code, score }: Arrays<typeof bindings>,
  { rowBegin, rowEnd, dim, codes }: Params,
): void {
  for (let row = rowBegin; row < rowEnd; row++) {
    let best = -Infinity;
    let bestCode = 0;
    for (let k = 0; k < codes; k++) {
      let sum = bias[k] ?? 0;
      for (let d = 0; d < dim; d++) {
        sum += (residual[row * dim + d] ?? 0) * (codebook[k * dim + d] ?? 0);
      }
      if (sum > best) {
        best = sum;
        bestCode = k;
      }
    }
    code[row] = bestCode;
    score[row] = best;
  }
}

const groups = (p: Params, tileRows: number) =>
  [Math.ceil((p.rowEnd - p.rowBegin) / tileRows), 1, 1] as const;

const shared = { bindings, params, oracle: assign };

/** Rows a thread of the register tile owns. */
const REGISTER_ROWS = 8;
/**
 * Threads a workgroup of the register tile. A thread's rows stand this far apart: 4 keeps the rows
 * of one four-lane subgroup of a software adapter together in its cache, and lets the shortest
 * slice of a large problem (K = 8,192, 512 dims) end in time for a prompt cancel.
 */
const REGISTER_GROUP = 4;

/** Register tile, 8 rows x 8 codes a thread. */
export const assignRegister = defineKernel({
  ...shared,
  name: 'quantizer/assign-register',
  wgsl: registerWgsl,
  overrides: { GROUP: REGISTER_GROUP },
  grid: (p, { GROUP }) => groups(p, GROUP * REGISTER_ROWS),
});

/** Threads of a quad. */
const LANES = 4;
/** Floats of the rows that a thread of the quad tile holds: more code would take longer to compile. */
const RESIDENT = 2048;
/** More rows would leave too few workgroups. */
const MAX_RESIDENT_ROWS = 32;
/** Dims that are resident together, and as which parts longer rows are. */
const CHUNK_DIMS = { max: 256, part: 128 };

/** The shape of the quad tile for rows of `dim` floats. */
function quadTile(dim: number): {
  readonly DIM: number;
  readonly CHUNK: number;
  readonly ROWS: number;
} {
  const chunks = dim <= CHUNK_DIMS.max ? 1 : Math.ceil(dim / CHUNK_DIMS.part);
  const chunk = roundUp(Math.ceil(dim / chunks), 16);
  const rows = Math.min(MAX_RESIDENT_ROWS, 4 * Math.floor(RESIDENT / chunk / 4));
  return { DIM: dim, CHUNK: chunk, ROWS: rows };
}

/**
 * Rows resident in each thread, codewords streamed past them and passed round within a quad. For
 * software adapters: its rows would spill on any GPU.
 */
export const assignQuad = defineKernel({
  ...shared,
  name: 'quantizer/assign-quad',
  wgsl: quadWgsl,
  requires: 'subgroups',
  overrides: quadTile(128),
  overridesFor: ({ dim }) => quadTile(dim),
  grid: (p, { ROWS }) => groups(p, ROWS * LANES),
});

/** Workgroup-memory tile, 64 rows x 64 codes a workgroup of 256 threads. */
export const assignWorkgroup = defineKernel({
  ...shared,
  name: 'quantizer/assign-workgroup',
  wgsl: workgroupWgsl,
  overrides: {},
  grid: (p) => groups(p, 64),
});

/** Workgroup-memory tile, 128 rows x 128 codes a workgroup, 8 x 8 a thread: large shards on GPUs. */
export const assignBlock = defineKernel({
  ...shared,
  name: 'quantizer/assign-block',
  wgsl: blockWgsl,
  overrides: {},
  grid: (p) => groups(p, 128),
});

/** One job, several shapes of tile: which is fastest is measured per adapter (assign-trial). */
export type AssignKernel = Kernel<typeof bindings, typeof params>;

/** Rows of a slice come in multiples of this. */
export function assignSlice(kernel: AssignKernel, dim: number): number {
  return kernel.name === assignQuad.name ? quadTile(dim).ROWS * LANES : 64;
}

/** What compiles `kernel` for rows of `dim` floats. */
export function assignOverrides(kernel: AssignKernel, dim: number): Values<Overrides> {
  return overridesOf(kernel, { rowBegin: 0, rowEnd: 0, dim, codes: 0 });
}

/** Multiply-adds of one assignment pass, as operations: 2 N D K. */
export function assignFlop(rows: number, dim: number, codes: number): number {
  return 2 * rows * dim * codes;
}
