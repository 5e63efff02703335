import { Problem } from '../../problem';
import type { Kernel } from '../kernel';
import { specialize } from '../specialize/specialize';

export interface Pipeline {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

/** Compiled kernels by name and overrides. A failure is reported in full and forgotten. */
export class PipelineCache {
  readonly #gpu: GPUDevice;
  readonly #pending = new Map<string, Promise<Pipeline>>();
  readonly #ready = new Map<string, Pipeline>();

  constructor(gpu: GPUDevice) {
    this.#gpu = gpu;
  }

  prepare(kernel: Kernel, overrides: Readonly<Record<string, number>>): Promise<Pipeline> {
    const key = keyOf(kernel, overrides);
    let pending = this.#pending.get(key);
    if (!pending) {
      pending = compile(this.#gpu, kernel, overrides);
      this.#pending.set(key, pending);
      pending.then(
        (pipeline) => this.#ready.set(key, pipeline),
        () => this.#pending.delete(key),
      );
    }
    return pending;
  }

  /** The pipeline of a prepared kernel; asking for another is a bug of the job. */
  get(kernel: Kernel, overrides: Readonly<Record<string, number>>): Pipeline {
    const pipeline = this.#ready.get(keyOf(kernel, overrides));
    if (!pipeline) throw new Error(`${keyOf(kernel, overrides)} was run before it was prepared`);
    return pipeline;
  }
}

function keyOf(kernel: Kernel, overrides: Readonly<Record<string, number>>): string {
  const values = Object.keys(kernel.overrides).map((name) => `${name}=${overrides[name] ?? ''}`);
  return [kernel.name, ...values].join(' ');
}

async function compile(
  gpu: GPUDevice,
  kernel: Kernel,
  overrides: Readonly<Record<string, number>>,
): Promise<Pipeline> {
  const label = keyOf(kernel, overrides);
  const { code, constants } = specialize(kernel.wgsl, overrides);
  // Errors of the module come back with the pipeline's. The scope closes before the first await:
  // left open it would swallow the errors of whatever else runs meanwhile.
  gpu.pushErrorScope('validation');
  const layout = gpu.createBindGroupLayout({ label, entries: layoutEntries(kernel) });
  const pipelineLayout = gpu.createPipelineLayout({ label, bindGroupLayouts: [layout] });
  const module = gpu.createShaderModule({ label, code });
  const scope = gpu.popErrorScope();
  try {
    const pipeline = await gpu.createComputePipelineAsync({
      label,
      layout: pipelineLayout,
      compute: { module, constants },
    });
    return { pipeline, layout };
  } catch (error) {
    const { messages } = await module.getCompilationInfo();
    const lines = messages.map(
      ({ type, lineNum, linePos, message }) =>
        `${kernel.name}.wgsl:${lineNum}:${linePos} ${type}: ${message}`,
    );
    throw new Problem(
      'GPU_SHADER',
      `A kernel did not compile here: ${lines.join('\n') || String(error)}`,
      'This is a bug of ours or of the driver: report the text above. The CPU device still works.',
    );
  } finally {
    await scope;
  }
}

function layoutEntries(kernel: Kernel): GPUBindGroupLayoutEntry[] {
  const visibility = GPUShaderStage.COMPUTE;
  const params: GPUBindGroupLayoutEntry = {
    binding: 0,
    visibility,
    buffer: { type: 'uniform', hasDynamicOffset: true },
  };
  const storage = Object.values(kernel.bindings).map(({ access }, index) => ({
    binding: index + 1,
    visibility,
    buffer: { type: access === 'read' ? ('read-only-storage' as const) : ('storage' as const) },
  }));
  return [params, ...storage];
}
