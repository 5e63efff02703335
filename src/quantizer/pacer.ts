import type { Device } from '../compute/device';
import { throwIfCancelled } from '../problem';

/** Aim of one slice: far under the 250 ms that a cancel may take, and no jank on a shared GPU. */
const SLICE_MS = 40;
/** Before anything is measured: right for a slow CPU, quickly outgrown elsewhere. */
const FIRST_OPS_PER_MS = 4e5;
/** The estimate may move by this factor a slice; one odd measurement must not stall the rest. */
const MAX_STEP = 2;

const measured = new WeakMap<Device, number>();

/**
 * Slices long work. Jobs queue kernels, `spend` their operations, and are held back whenever about
 * 40 ms of work is queued; between slices a cancel is honoured. The pace is measured per device and
 * never changes a result, only where the queue is cut.
 */
export class Pacer {
  readonly #device: Device;
  readonly #signal: AbortSignal | undefined;
  readonly #onSlice: ((spent: number) => void) | undefined;
  #queued = 0;
  #spent = 0;
  #since = performance.now();

  constructor(device: Device, signal?: AbortSignal, onSlice?: (spent: number) => void) {
    this.#device = device;
    this.#signal = signal;
    this.#onSlice = onSlice;
  }

  /** Operations that fill one slice on this device. */
  get budget(): number {
    return (measured.get(this.#device) ?? FIRST_OPS_PER_MS) * SLICE_MS;
  }

  /** Operations spent since the start. */
  get spent(): number {
    return this.#spent;
  }

  /** Accounts for queued work; waits when a slice is full. Throws `CANCELLED`. */
  async spend(ops: number): Promise<void> {
    if (this.#queued === 0) this.#since = performance.now();
    this.#queued += ops;
    this.#spent += ops;
    if (this.#queued >= this.budget) await this.settle();
  }

  /** Waits for all queued work. Throws `CANCELLED`. */
  async settle(): Promise<void> {
    await this.#device.flush();
    if (this.#queued >= this.budget / 4) this.#learn();
    this.#queued = 0;
    throwIfCancelled(this.#signal);
    this.#onSlice?.(this.#spent);
  }

  #learn(): void {
    const before = measured.get(this.#device) ?? FIRST_OPS_PER_MS;
    const now = this.#queued / Math.max(performance.now() - this.#since, 0.1);
    measured.set(this.#device, Math.min(Math.max(now, before / MAX_STEP), before * MAX_STEP));
  }
}

/** What moving one element through memory costs beside a multiply-add, for pacing only. */
export const MEMORY_OPS = 16;
