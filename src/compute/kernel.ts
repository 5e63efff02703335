/**
 * A kernel as data: WGSL, its interface, its grid, and its oracle. Layouts, packing and labels are
 * derived from the record, and a test holds it against the shader's own declarations.
 */
export type ElementType = 'f32' | 'u32';
export type Access = 'read' | 'write';

export interface Binding {
  readonly access: Access;
  readonly type: ElementType;
}

/** Storage bindings in WGSL order; the first is `@binding(1)`, as `Params` is `@binding(0)`. */
export type Bindings = Readonly<Record<string, Binding>>;
/** Scalars of the `Params` uniform in WGSL order. */
export type ParamTypes = Readonly<Record<string, ElementType>>;
/** Constants of a pipeline and the value used where a call gives none. */
export type Overrides = Readonly<Record<string, number>>;

export type Values<T> = { readonly [Name in keyof T]: number };

type ArrayOf<T extends ElementType> = T extends 'f32' ? Float32Array : Uint32Array;
export type Arrays<B extends Bindings> = { readonly [Name in keyof B]: ArrayOf<B[Name]['type']> };

export type Grid = readonly [x: number, y: number, z: number];

export interface Kernel<
  B extends Bindings = Bindings,
  P extends ParamTypes = ParamTypes,
  O extends Overrides = Overrides,
> {
  /** `room/base-name`, the path of the shader under `shaders/` without its ending. */
  readonly name: string;
  /** The shader as compute/specialize takes it. */
  readonly wgsl: string;
  readonly bindings: B;
  readonly params: P;
  readonly overrides: O;
  /** A feature the device must have for this kernel to compile. */
  readonly requires: 'subgroups' | null;
  /** Overrides that follow from the params of a call. */
  overridesFor(params: Values<P>): Partial<Values<O>>;
  /** Workgroups of a call. */
  grid(params: Values<P>, overrides: Values<O>): Grid;
  /**
   * What the kernel computes, as the plain loop with Float64 sums: the documentation of the
   * kernel, the reference of its tests, and its implementation on the CPU device.
   */
  oracle(arrays: Arrays<B>, params: Values<P>, overrides: Values<O>): void;
}

type Definition<B extends Bindings, P extends ParamTypes, O extends Overrides> = Omit<
  Kernel<B, P, O>,
  'requires' | 'overridesFor'
> &
  Partial<Pick<Kernel<B, P, O>, 'overridesFor'>> & { readonly requires?: 'subgroups' };

export function defineKernel<
  const B extends Bindings,
  const P extends ParamTypes,
  const O extends Overrides,
>(definition: Definition<B, P, O>): Kernel<B, P, O> {
  return {
    ...definition,
    requires: definition.requires ?? null,
    overridesFor: definition.overridesFor ?? (() => ({})),
  };
}

/** The overrides that a call runs with: `given` ones prevail, then those that its params decide. */
export function overridesOf<B extends Bindings, P extends ParamTypes, O extends Overrides>(
  kernel: Kernel<B, P, O>,
  params: Values<P>,
  given: Partial<Values<O>> = {},
): Values<O> {
  return { ...kernel.overrides, ...kernel.overridesFor(params), ...given };
}

export const readF32 = { access: 'read', type: 'f32' } as const;
export const readU32 = { access: 'read', type: 'u32' } as const;
export const writeF32 = { access: 'write', type: 'f32' } as const;
export const writeU32 = { access: 'write', type: 'u32' } as const;

/** WebGPU's guaranteed `maxComputeWorkgroupsPerDimension`. */
const MAX_GROUPS_PER_DIMENSION = 65_535;

/**
 * A grid of at least `threads` threads in groups of `group`, folded into y where x would exceed
 * the limit. Shaders undo the fold with `linear_index` (shaders/common/linear-index.wgsl).
 */
export function linearGrid(threads: number, group: number): Grid {
  const groups = Math.ceil(threads / group);
  if (groups <= MAX_GROUPS_PER_DIMENSION) return [groups, 1, 1];
  return [MAX_GROUPS_PER_DIMENSION, Math.ceil(groups / MAX_GROUPS_PER_DIMENSION), 1];
}

export function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
