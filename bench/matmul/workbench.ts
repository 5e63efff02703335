import type { Device } from '../../src/compute/device';
import { LAYOUTS, matmulFor, queueProduct } from '../../src/nn/matmul';
import type { Contender } from '../rounds/contender';
import type { ProductTask } from './task';

/** The workbench's kernel for this device. */
export function workbenchProduct(device: Device): Contender<ProductTask> {
  return {
    name: 'workbench',
    async prepare({ layout, m, n, k, a, b }) {
      const arena = device.arena('bench');
      const tensors = {
        a: arena.tensor('a', 'f32', a.length),
        b: arena.tensor('b', 'f32', b.length),
        c: arena.tensor('c', 'f32', m * n),
      };
      await device.prepare(matmulFor(device), LAYOUTS[layout]);
      device.write(tensors.a, a);
      device.write(tensors.b, b);
      await device.flush();
      return {
        formulations: [
          {
            name: matmulFor(device).name.replace('nn/', ''),
            async run(times) {
              for (let i = 0; i < times; i++) queueProduct(device, layout, { ...tensors, m, n, k });
              return device.read(tensors.c);
            },
          },
        ],
        dispose: () => {
          arena.dispose();
        },
      };
    },
  };
}
