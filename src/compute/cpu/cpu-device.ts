import type { Arena, Device, DeviceInfo, MemoryUse, Tensor } from '../device';
import { overridesOf, type ElementType, type ParamTypes, type Values } from '../kernel';
import { Problem } from '../../problem';

const INFO: DeviceInfo = {
  kind: 'cpu',
  name: 'CPU, one thread (slow)',
  software: true,
  limits: {},
  features: [],
};

interface CpuTensor extends Tensor {
  readonly array: Float32Array | Uint32Array;
}

/** Runs each kernel's oracle on typed arrays: the same jobs without an adapter, only slower. */
export function createCpuDevice(): Device {
  let bytes = 0;
  let buffers = 0;
  let lost = false;

  const arrayOf = (tensor: Tensor) => (tensor as CpuTensor).array;

  function arena(): Arena {
    let own: CpuTensor[] = [];
    return {
      tensor<T extends ElementType>(label: string, type: T, length: number): Tensor<T> {
        const array = type === 'f32' ? new Float32Array(length) : new Uint32Array(length);
        const tensor = { label, type, length, array };
        own.push(tensor);
        bytes += array.byteLength;
        buffers += 1;
        return tensor;
      },
      dispose() {
        for (const tensor of own) bytes -= tensor.array.byteLength;
        buffers -= own.length;
        own = [];
      },
    };
  }

  /** Yields to the event loop, so that a cancel message can arrive between slices. */
  function flush(): Promise<void> {
    return new Promise((resolve, reject) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        channel.port1.close();
        if (lost) reject(new Problem('GPU_LOST', 'The device was lost.', 'Press Resume.'));
        else resolve();
      };
      channel.port2.postMessage(null);
    });
  }

  return {
    info: INFO,
    get memory(): MemoryUse {
      return { bytes, buffers };
    },
    arena,
    prepare: () => Promise.resolve(),
    run(kernel, call) {
      const arrays = Object.fromEntries(
        Object.entries(call.tensors).map(([name, tensor]) => [name, arrayOf(tensor as Tensor)]),
      );
      const params = roundParams(kernel.params, call.params);
      const overrides = overridesOf(kernel, call.params, call.overrides);
      kernel.oracle(arrays as never, params as never, overrides);
    },
    write(tensor, data, offset = 0) {
      arrayOf(tensor).set(data, offset);
    },
    clear(tensor) {
      arrayOf(tensor).fill(0);
    },
    copy(from, to, length, start = {}) {
      const begin = start.from ?? 0;
      arrayOf(to).set(arrayOf(from).subarray(begin, begin + length), start.to ?? 0);
    },
    flush,
    async read(tensor, length = tensor.length) {
      await flush();
      return arrayOf(tensor).slice(0, length) as never;
    },
    lose() {
      lost = true;
    },
    destroy() {
      lost = true;
    },
  };
}

/** As a uniform buffer would hold them, so that both devices compute with the same numbers. */
function roundParams(types: ParamTypes, values: Values<ParamTypes>): Values<ParamTypes> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      types[name] === 'f32' ? Math.fround(value) : value,
    ]),
  );
}
