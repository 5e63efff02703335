/**
 * The few calls that the benchmark makes of its peers. Declared here so that the project
 * type-checks without bench/node_modules.
 */
declare module '@jax-js/jax' {
  /** Reference-counted: every use as an argument or receiver consumes one reference. */
  export interface Array {
    readonly ref: Array;
    reshape(shape: number[]): Array;
    transpose(): Array;
    mul(other: Array | number): Array;
    add(other: Array): Array;
    sum(axis?: number): Array;
    data(): Promise<Int32Array>;
    /** Runs what the array stands for, without waiting; consumes the array. */
    gpuBuffer(): Promise<GPUBuffer>;
    dispose(): void;
  }
  export const numpy: {
    array(values: Float32Array): Array;
    matmul(a: Array, b: Array): Array;
    argmin(a: Array, axis: number): Array;
  };
  export function init(device: 'webgpu'): Promise<string[]>;
  export function defaultDevice(device: 'webgpu'): string;
  export function jit<Args extends Array[]>(f: (...args: Args) => Array): (...args: Args) => Array;
  export function blockUntilReady(x: Array): Promise<Array>;
}

declare module '@tensorflow/tfjs-core' {
  export interface Tensor {
    data(): Promise<Int32Array>;
    dispose(): void;
  }
  export function setBackend(name: 'webgpu'): Promise<boolean>;
  export function ready(): Promise<void>;
  export function tidy(f: () => Tensor): Tensor;
  export function tensor2d(values: Float32Array, shape: [number, number]): Tensor;
  export function transpose(x: Tensor): Tensor;
  export function matMul(a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor;
  export function sum(x: Tensor, axis: number): Tensor;
  export function square(x: Tensor): Tensor;
  export function mul(x: Tensor, y: number): Tensor;
  export function sub(a: Tensor, b: Tensor): Tensor;
  export function argMin(x: Tensor, axis: number): Tensor;
}

declare module '@tensorflow/tfjs-backend-webgpu' {}
