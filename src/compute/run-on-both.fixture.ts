import { describe, expect, test } from 'vitest';
import { createCpuDevice } from './cpu/cpu-device';
import type { Device, Tensor } from './device';
import {
  overridesOf,
  type Arrays,
  type Bindings,
  type Kernel,
  type Overrides,
  type ParamTypes,
  type Values,
} from './kernel';
import { mismatches, type Tolerances } from './mismatches.fixture';

export interface KernelInput<B extends Bindings, P extends ParamTypes, O extends Overrides> {
  /** Every tensor as it is before the first call: outputs too, so that stray writes show. */
  readonly arrays: Arrays<B>;
  /** Run one after another on the same tensors. */
  readonly calls: readonly Values<P>[];
  readonly overrides?: Partial<Values<O>>;
}

export interface KernelCase<
  B extends Bindings,
  P extends ParamTypes,
  O extends Overrides,
> extends KernelInput<B, P, O> {
  readonly name: string;
}

/** What the calls leave in the tensors that the kernel writes. Fails on any stray device error. */
export async function runOn<B extends Bindings, P extends ParamTypes, O extends Overrides>(
  device: Device,
  kernel: Kernel<B, P, O>,
  { arrays, calls, overrides = {} }: KernelInput<B, P, O>,
): Promise<Partial<Arrays<B>>> {
  const before = device.memory;
  const arena = device.arena('run-on-both');
  const written: Record<string, Float32Array | Uint32Array> = {};
  try {
    const tensors: Record<string, Tensor> = {};
    for (const [name, { type }] of Object.entries(kernel.bindings)) {
      const contents = arrays[name]!;
      tensors[name] = arena.tensor(name, type, contents.length);
      device.write(tensors[name], contents);
    }
    for (const params of calls) {
      await device.prepare(kernel, overridesOf(kernel, params, overrides));
      device.run(kernel, { tensors: tensors as never, params, overrides });
    }
    for (const [name, { access }] of Object.entries(kernel.bindings)) {
      if (access === 'write') written[name] = await device.read(tensors[name]!);
    }
  } finally {
    arena.dispose();
  }
  await device.flush();
  expect(device.memory).toEqual(before);
  return written as Partial<Arrays<B>>;
}

/** The outputs of the kernel on `gpu` and of its oracle, from the same input. */
export async function runOnBoth<B extends Bindings, P extends ParamTypes, O extends Overrides>(
  gpu: Device,
  kernel: Kernel<B, P, O>,
  input: KernelInput<B, P, O>,
): Promise<{ readonly webgpu: Partial<Arrays<B>>; readonly cpu: Partial<Arrays<B>> }> {
  return {
    webgpu: await runOn(gpu, kernel, input),
    cpu: await runOn(createCpuDevice(), kernel, input),
  };
}

/**
 * A table of cases: every element of every output agrees with the oracle, exactly where no
 * tolerance is stated.
 */
export function agreesWithOracle<B extends Bindings, P extends ParamTypes, O extends Overrides>(
  gpu: Device,
  kernel: Kernel<B, P, O>,
  cases: readonly KernelCase<B, P, O>[],
  tolerances?: Tolerances<keyof B & string>,
): void {
  describe(kernel.name, () => {
    test.each(cases.map((input) => [input.name, input] as const))('%s', async (_name, input) => {
      const { webgpu, cpu } = await runOnBoth(gpu, kernel, input);
      expect(mismatches(webgpu, cpu, tolerances)).toEqual([]);
    });
  });
}
