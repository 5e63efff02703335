import type { Device } from '../../src/compute/device';
import { FLOP_PER_ROUND, PEAK_THREADS, fmaLoop, fmaPeak } from '../../src/compute/fma-peak';
import { roundUp } from '../../src/compute/kernel';
import { createWebGpuDevice } from '../../src/compute/webgpu/webgpu-device';
import {
  assignBlock,
  assignRegister,
  assignQuad,
  assignWorkgroup,
  type AssignKernel,
} from '../../src/quantizer/kernels/assign-codes';
import { codeStride as paddedCodes, DIM_ALIGN } from '../../src/quantizer/kernels/layout';
import { prepareCodebook } from '../../src/quantizer/kernels/prepare-codebook';
import { pad } from '../../src/quantizer/vectors';
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
  const variants = [assignRegister, assignQuad, assignWorkgroup, assignBlock].filter(
    ({ requires }) => requires === null || device.info.features.includes(requires),
  );
  return {
    name: 'workbench',
    async prepare({ rows, dim, codes, points, codebook }) {
      const dimPadded = roundUp(dim, DIM_ALIGN);
      const codeStride = paddedCodes(codes);
      const arena = device.arena('bench');
      // As in the engine: zero-padded once; only the codebook changes between assignments.
      const residual = arena.tensor('points', 'f32', rows * dimPadded);
      const codewords = arena.tensor('codebook', 'f32', codes * dimPadded);
      const prepared = arena.tensor('prepared codebook', 'f32', codeStride * dimPadded);
      const bias = arena.tensor('bias', 'f32', codeStride);
      const norm2 = arena.tensor('norm2', 'f32', codeStride);
      const code = arena.tensor('code', 'u32', rows);
      const score = arena.tensor('score', 'f32', rows);
      for (const kernel of [prepareCodebook, ...variants]) {
        await device.prepare(kernel);
      }
      device.write(residual, pad(points, dim, dimPadded));
      device.write(codewords, pad(codebook, dim, dimPadded));
      await device.flush();

      const assign = (kernel: AssignKernel) => {
        device.run(prepareCodebook, {
          tensors: { codebook: codewords, prepared, bias, norm2 },
          params: { codes, dim: dimPadded, codeStride, cosine: 0 },
        });
        device.run(kernel, {
          tensors: { residual, codebook: prepared, bias, code, score },
          params: { rowBegin: 0, rowEnd: rows, dim: dimPadded, codes },
        });
      };
      return {
        formulations: variants.map((kernel): Formulation => ({
          name: kernel.name.replace('quantizer/', ''),
          async run(times) {
            for (let i = 0; i < times; i++) assign(kernel);
            return device.read(code);
          },
        })),
        dispose: () => {
          arena.dispose();
        },
      };
    },
  };
}
