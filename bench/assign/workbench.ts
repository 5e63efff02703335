import type { Device } from '../../src/compute/device';
import { roundUp } from '../../src/compute/kernel';
import {
  assignBlock,
  assignOverrides,
  assignRegister,
  assignQuad,
  assignWorkgroup,
  type AssignKernel,
} from '../../src/quantizer/kernels/assign-codes';
import { codeStride as paddedCodes, DIM_ALIGN } from '../../src/quantizer/kernels/layout';
import { prepareCodebook } from '../../src/quantizer/kernels/prepare-codebook';
import { pad } from '../../src/quantizer/vectors';
import type { Contender, Formulation } from '../rounds/contender';
import type { AssignTask } from './task';

/** The workbench's own kernels, each assign variant a formulation. */
export function workbenchAssign(device: Device): Contender<AssignTask> {
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
      await device.prepare(prepareCodebook);
      for (const kernel of variants) {
        await device.prepare(kernel, assignOverrides(kernel, dimPadded));
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
