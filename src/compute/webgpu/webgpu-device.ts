import { Problem } from '../../problem';
import type { Arena, Device, MemoryUse, Tensor } from '../device';
import { overridesOf, roundUp, type ElementType } from '../kernel';
import { openAdapter, type OpenAdapter } from './adapter';
import { PipelineCache } from './pipelines';

/** `minUniformBufferOffsetAlignment` never exceeds this. */
const PARAMS_STRIDE = 256;
/** Calls that fit between two submits; the queue submits by itself when it is full. */
const MAX_QUEUED_CALLS = 1024;
/** How long the announcement of a loss may lag behind its first effect. */
const LOSS_NOTICE_MS = 1000;
/** Larger than any `Params` of ours. */
const PARAMS_BYTES = 64;

interface GpuTensor extends Tensor {
  readonly buffer: GPUBuffer;
}

/** Opens the browser's adapter as a Device. Throws `GPU_UNAVAILABLE`. */
export async function createWebGpuDevice(): Promise<Device> {
  return deviceOn(await openAdapter());
}

function deviceOn({ gpu, info }: OpenAdapter): Device {
  const pipelines = new PipelineCache(gpu);
  const params = new ArrayBuffer(PARAMS_STRIDE * MAX_QUEUED_CALLS);
  const paramsBuffer = gpu.createBuffer({
    label: 'params',
    size: params.byteLength,
    usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
  });
  let encoder: GPUCommandEncoder | null = null;
  let pass: GPUComputePassEncoder | null = null;
  let queued = 0;
  let bytes = 0;
  let buffers = 0;
  let failure: Problem | null = null;

  void gpu.lost.then(({ reason, message }) => {
    failure = new Problem(
      'GPU_LOST',
      `The GPU device was lost (${message || reason}). Drivers do this after a reset or a long stall.`,
      'Press Resume: finished levels are kept, and training goes on from the last checkpoint.',
    );
  });
  gpu.addEventListener('uncapturederror', ({ error }) => {
    failure ??=
      memoryProblem(error) ?? new Problem('GPU_ERROR', error.message, 'Report this text.');
  });

  const bufferOf = (tensor: Tensor) => (tensor as GpuTensor).buffer;
  const commands = () => (encoder ??= gpu.createCommandEncoder());

  function endPass(): void {
    pass?.end();
    pass = null;
  }

  function submit(): void {
    endPass();
    if (queued > 0) gpu.queue.writeBuffer(paramsBuffer, 0, params, 0, queued * PARAMS_STRIDE);
    if (encoder) gpu.queue.submit([encoder.finish()]);
    encoder = null;
    queued = 0;
  }

  function throwFailure(): void {
    if (!failure) return;
    const thrown = failure;
    // A lost device stays lost; any other failure is reported once.
    if (thrown.code !== 'GPU_LOST') failure = null;
    throw thrown;
  }

  /** Waits for the GPU. A loss rejects pending work a moment before it is announced. */
  async function settled(work: Promise<undefined>): Promise<void> {
    try {
      await work;
    } catch (error) {
      await Promise.race([gpu.lost, new Promise((resolve) => setTimeout(resolve, LOSS_NOTICE_MS))]);
      throwFailure();
      throw error;
    }
    throwFailure();
  }

  function arena(arenaLabel: string): Arena {
    let own: GpuTensor[] = [];
    return {
      tensor<T extends ElementType>(label: string, type: T, length: number): Tensor<T> {
        const buffer = gpu.createBuffer({
          label: `${arenaLabel}/${label}`,
          size: Math.max(16, length * 4),
          usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
        });
        const tensor = { label, type, length, buffer };
        own.push(tensor);
        bytes += buffer.size;
        buffers += 1;
        return tensor;
      },
      dispose() {
        submit();
        for (const { buffer } of own) {
          bytes -= buffer.size;
          buffer.destroy();
        }
        buffers -= own.length;
        own = [];
      },
    };
  }

  return {
    info,
    get memory(): MemoryUse {
      return { bytes, buffers };
    },
    arena,
    async prepare(kernel, overrides = {}) {
      await pipelines.prepare(kernel, { ...kernel.overrides, ...overrides });
    },
    run(kernel, call) {
      const overrides = overridesOf(kernel, call.params, call.overrides);
      const [x, y, z] = kernel.grid(call.params, overrides);
      if (x === 0 || y === 0 || z === 0) return;
      if (queued === MAX_QUEUED_CALLS) submit();
      const offset = queued * PARAMS_STRIDE;
      queued += 1;
      packParams(new DataView(params, offset), kernel.params, call.params);

      const { pipeline, layout } = pipelines.get(kernel, overrides);
      const tensors: Readonly<Record<string, Tensor>> = call.tensors;
      const entries = Object.keys(kernel.bindings).map((name, index) => {
        const tensor = tensors[name];
        if (!tensor) throw new Error(`${kernel.name}: tensor ${name} is missing`);
        return { binding: index + 1, resource: { buffer: bufferOf(tensor) } };
      });
      const group = gpu.createBindGroup({
        label: kernel.name,
        layout,
        entries: [
          { binding: 0, resource: { buffer: paramsBuffer, size: PARAMS_BYTES } },
          ...entries,
        ],
      });
      pass ??= commands().beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group, [offset]);
      pass.dispatchWorkgroups(x, y, z);
    },
    write(tensor, data, offset = 0) {
      // Writes go to the queue at once; what was encoded before must run before them.
      submit();
      gpu.queue.writeBuffer(bufferOf(tensor), offset * 4, data as Float32Array<ArrayBuffer>);
    },
    clear(tensor) {
      endPass();
      commands().clearBuffer(bufferOf(tensor), 0, tensor.length * 4);
    },
    copy(from, to, length, start = {}) {
      endPass();
      const [fromByte, toByte] = [(start.from ?? 0) * 4, (start.to ?? 0) * 4];
      commands().copyBufferToBuffer(bufferOf(from), fromByte, bufferOf(to), toByte, length * 4);
    },
    async flush() {
      submit();
      await settled(gpu.queue.onSubmittedWorkDone());
    },
    async read(tensor, length = tensor.length) {
      endPass();
      const size = roundUp(Math.max(4, length * 4), 4);
      const staging = gpu.createBuffer({
        label: `read/${tensor.label}`,
        size,
        usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
      });
      try {
        if (length > 0) commands().copyBufferToBuffer(bufferOf(tensor), 0, staging, 0, size);
        submit();
        await settled(staging.mapAsync(GPUMapMode.READ));
        const copy = staging.getMappedRange().slice(0, length * 4);
        return (tensor.type === 'f32' ? new Float32Array(copy) : new Uint32Array(copy)) as never;
      } finally {
        staging.destroy();
      }
    },
    lose() {
      gpu.destroy();
    },
    destroy() {
      gpu.destroy();
    },
  };
}

function packParams(
  view: DataView,
  types: Readonly<Record<string, ElementType>>,
  values: Readonly<Record<string, number>>,
): void {
  Object.entries(types).forEach(([name, type], index) => {
    const value = values[name] ?? 0;
    if (type === 'u32') view.setUint32(index * 4, value, true);
    else view.setFloat32(index * 4, value, true);
  });
}

function memoryProblem(error: GPUError): Problem | null {
  if (!(error instanceof GPUOutOfMemoryError)) return null;
  return new Problem(
    'GPU_MEMORY',
    `The GPU ran out of memory: ${error.message}`,
    'Sample fewer rows, or choose a smaller K.',
  );
}
