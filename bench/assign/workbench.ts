import type { Device } from '../../src/compute/device';
import { FLOP_PER_ROUND, PEAK_THREADS, fmaLoop, fmaPeak } from '../../src/compute/fma-peak';
import { createWebGpuDevice } from '../../src/compute/webgpu/webgpu-device';
import {
  assignRegister,
  assignSubgroup,
  assignWorkgroup,
  type AssignKernel,
} from '../../src/quantizer/kernels/assign-codes';
import { codeStride as paddedCodes, transposedShape } from '../../src/quantizer/kernels/layout';
import { prepareCodebook } from '../../src/quantizer/kernels/prepare-codebook';
import { transposeRows } from '../../src/quantizer/kernels/transpose-rows';
import type { Contender, Formulation } from './contender';
import type { Ceiling } from './rounds';

export interface Workbench {
  readonly contender: Contender;
  readonly ceilings: Readonly<Record<string, Ceiling>>;
  /** The adapter, in plain words. */
  readonly adapter: string;
}

/** The workbench's own kernels, each assign variant a formulation, and the adapter's ceilings. */
export async function openWorkbench(): Promise<Workbench> {
  const device = await createWebGpuDevice();
  return {
    contender: contenderOn(device),
    ceilings: { 'FMA peak': ceiling(device, fmaPeak), 'FMA loop': ceiling(device, fmaLoop) },
    adapter: device.info.name,
  };
}

/** Long enough that one submit's latency does not count. */
const MIN_CEILING_MS = 60;
/** A multiple of 8, as fma-peak asks for; doubled until a measurement lasts long enough. */
const FIRST_ROUNDS = 256;
/** Far beyond any GPU: stops the doubling if the clock stands still. */
const MAX_ROUNDS = 2 ** 28;

function ceiling(device: Device, kernel: typeof fmaPeak | typeof fmaLoop): Ceiling {
  const result = device.arena('ceiling').tensor('result', 'f32', PEAK_THREADS);
  let rounds = FIRST_ROUNDS;
  const timed = async () => {
    const start = performance.now();
    device.run(kernel, { tensors: { result }, params: { rounds, scale: 0.999, step: 1e-3 } });
    await device.flush();
    return performance.now() - start;
  };
  return async () => {
    await device.prepare(kernel);
    let ms = await timed();
    while (ms < MIN_CEILING_MS && rounds < MAX_ROUNDS) {
      rounds *= 2;
      ms = await timed();
    }
    return (PEAK_THREADS * rounds * FLOP_PER_ROUND) / ms / 1e6;
  };
}

function contenderOn(device: Device): Contender {
  const variants = [assignRegister, assignSubgroup, assignWorkgroup].filter(
    ({ requires }) => requires === null || device.info.features.includes(requires),
  );
  return {
    name: 'workbench',
    async prepare({ rows, dim, codes, points, codebook }) {
      const { rowStride, dimPadded } = transposedShape(rows, dim);
      const codeStride = paddedCodes(codes);
      const arena = device.arena('bench');
      // The engine holds residuals transposed; only the codebook changes between assignments.
      const matrix = arena.tensor('points', 'f32', rows * dim);
      const residual = arena.tensor('residual', 'f32', rowStride * dimPadded);
      const codewords = arena.tensor('codebook', 'f32', codes * dim);
      const transposed = arena.tensor('transposed', 'f32', codeStride * dimPadded);
      const bias = arena.tensor('bias', 'f32', codeStride);
      const norm2 = arena.tensor('norm2', 'f32', codeStride);
      const code = arena.tensor('code', 'u32', rowStride);
      const score = arena.tensor('score', 'f32', rowStride);
      for (const kernel of [transposeRows, prepareCodebook, ...variants]) {
        await device.prepare(kernel);
      }
      device.write(matrix, points);
      device.write(codewords, codebook);
      device.run(transposeRows, {
        tensors: { matrix, transposed: residual },
        params: { rows, dim, rowStride, dimPadded },
      });
      await device.flush();

      const assign = (kernel: AssignKernel) => {
        device.run(prepareCodebook, {
          tensors: { codebook: codewords, transposed, bias, norm2 },
          params: { codes, dim, codeStride, dimPadded, cosine: 0 },
        });
        device.run(kernel as typeof assignRegister, {
          tensors: { residual, codebook: transposed, bias, code, score },
          params: { rowBegin: 0, rowEnd: rows, rowStride, dim: dimPadded, codes, codeStride },
        });
      };
      return {
        formulations: variants.map((kernel): Formulation => ({
          name: kernel.name.replace('quantizer/', ''),
          async run(times) {
            for (let i = 0; i < times; i++) assign(kernel);
            return device.read(code, rows);
          },
        })),
        dispose: () => {
          arena.dispose();
        },
      };
    },
  };
}
