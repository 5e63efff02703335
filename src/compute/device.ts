import type {
  Arrays,
  Bindings,
  ElementType,
  Kernel,
  Overrides,
  ParamTypes,
  Values,
} from './kernel';

/** A named array on a device. Its contents are reached through the device only. */
export interface Tensor<T extends ElementType = ElementType> {
  readonly label: string;
  readonly type: T;
  /** Elements. */
  readonly length: number;
}

export type TensorsOf<B extends Bindings> = {
  readonly [Name in keyof B]: Tensor<B[Name]['type']>;
};

export interface KernelCall<B extends Bindings, P extends ParamTypes, O extends Overrides> {
  readonly tensors: TensorsOf<B>;
  readonly params: Values<P>;
  readonly overrides?: Partial<Values<O>>;
}

/** Tensors that live and die together: a job opens one and disposes of it in `finally`. */
export interface Arena {
  /** A zero-filled tensor of `length` elements. */
  tensor<T extends ElementType>(label: string, type: T, length: number): Tensor<T>;
  /** Frees every tensor of the arena. */
  dispose(): void;
}

export interface DeviceInfo {
  readonly kind: 'webgpu' | 'cpu';
  /** In plain words, as shown to the user. */
  readonly name: string;
  /** true where no GPU hardware does the work. */
  readonly software: boolean;
  readonly limits: Readonly<Record<string, number>>;
  readonly features: readonly string[];
}

export interface MemoryUse {
  readonly bytes: number;
  readonly buffers: number;
}

/**
 * What a job needs of a processor. Jobs are written once against this interface; on WebGPU `run`
 * dispatches WGSL, on the CPU it calls the kernel's oracle.
 *
 * Work is queued by `run`, `copy` and `write` in order, and is done once `flush` or `read`
 * resolves. Both throw a Problem: `GPU_LOST`, `GPU_MEMORY`.
 */
export interface Device {
  readonly info: DeviceInfo;
  /** What the live arenas hold. */
  readonly memory: MemoryUse;
  arena(label: string): Arena;
  /** Compiles what `run` will need. Throws a Problem `GPU_SHADER`. */
  prepare(kernel: Kernel, overrides?: Values<Overrides>): Promise<void>;
  run<B extends Bindings, P extends ParamTypes, O extends Overrides>(
    kernel: Kernel<B, P, O>,
    call: KernelCall<B, P, O>,
  ): void;
  write<T extends ElementType>(
    tensor: Tensor<T>,
    data: Arrays<{ data: { access: 'read'; type: T } }>['data'],
    offset?: number,
  ): void;
  /** Sets `length` elements from the start to zero. */
  clear(tensor: Tensor): void;
  /** Copies `length` elements, from the start of both unless stated. The tensors differ. */
  copy<T extends ElementType>(
    from: Tensor<T>,
    to: Tensor<T>,
    length: number,
    start?: { readonly from?: number; readonly to?: number },
  ): void;
  flush(): Promise<void>;
  /** A copy of the first `length` elements (all by default). */
  read<T extends ElementType>(
    tensor: Tensor<T>,
    length?: number,
  ): Promise<Arrays<{ data: { access: 'read'; type: T } }>['data']>;
  /** Simulates a driver reset, for tests of recovery. */
  lose(): void;
  destroy(): void;
}
