import { createWebGpuDevice } from '../src/compute/webgpu/webgpu-device';
import { agreement } from './assign/agreement';
import { jaxAssign } from './assign/jax';
import { makeTask, taskFlops, type TaskSize } from './assign/task';
import { tfjsAssign } from './assign/tfjs';
import { workbenchAssign } from './assign/workbench';
import { jaxProduct } from './matmul/jax';
import { checkProduct, makeProduct, productFlop, type ProductSize } from './matmul/task';
import { tfjsProduct } from './matmul/tfjs';
import { workbenchProduct } from './matmul/workbench';
import { quality, type QualityResult } from './quality';
import { ceilingsOf } from './rounds/ceilings';
import type { Contender } from './rounds/contender';
import { absentResult, race, type Race, type RoundsResult } from './rounds/rounds';
import { measureStep, type StepResult } from './step/step';
import { measureT5Decode, measureT5Step, type T5DecodeResult, type T5StepResult } from './t5/t5';

interface SizedResult<Size> extends RoundsResult {
  readonly size: Size;
}

/** A call slower than this says nothing more about a contender that is far behind already. */
const MAX_CALL_SECONDS = 5;

const opened = createWebGpuDevice().then((device) => ({ device, ceilings: ceilingsOf(device) }));

/** Runs a race without those who would need minutes, by their rate in the race before. */
async function fairRace<Task>(
  made: Race<Task>,
  contenders: readonly Contender<Task>[],
  rates: Map<string, number>,
  rounds: number,
): Promise<RoundsResult> {
  const { ceilings } = await opened;
  const slow = contenders.flatMap(({ name }) => {
    const seconds = made.flop / 1e9 / (rates.get(name) ?? Infinity);
    if (seconds <= MAX_CALL_SECONDS) return [];
    return [absentResult(name, `not run: one call would take about ${seconds.toFixed(0)} s`)];
  });
  const quick = contenders.filter(({ name }) => !slow.some((other) => other.contender === name));
  const measured = await race(made, quick, ceilings, rounds);
  for (const { contender, formulations } of measured.results) {
    rates.set(contender, formulations[0]?.gflops ?? Infinity);
  }
  return { ...measured, results: [...measured.results, ...slow] };
}

/** GFLOP/s of the last task, to foresee how long a call takes. */
const assignRates = new Map<string, number>();
const productRates = new Map<string, number>();

const bench = {
  /** The adapter, in plain words. */
  adapter: async (): Promise<string> => (await opened).device.info.name,

  async assign(size: TaskSize, rounds: number): Promise<SizedResult<TaskSize>> {
    const contenders = [workbenchAssign((await opened).device), jaxAssign, tfjsAssign];
    const made = { task: makeTask(size), flop: taskFlops(size), check: agreement };
    return { size, ...(await fairRace(made, contenders, assignRates, rounds)) };
  },

  async matmul(size: ProductSize, rounds: number): Promise<SizedResult<ProductSize>> {
    const contenders = [workbenchProduct((await opened).device), jaxProduct, tfjsProduct];
    const made = { task: makeProduct(size), flop: productFlop(size), check: checkProduct };
    return { size, ...(await fairRace(made, contenders, productRates, rounds)) };
  },

  step: async (rounds: number): Promise<StepResult> => {
    const { device, ceilings } = await opened;
    return measureStep(device, ceilings, rounds);
  },

  t5Step: async (items: number, rounds: number): Promise<T5StepResult> => {
    const { device, ceilings } = await opened;
    return measureT5Step(device, ceilings, items, rounds);
  },

  t5Decode: async (items: number, beam: number): Promise<T5DecodeResult> =>
    measureT5Decode((await opened).device, items, beam),

  /** On the file chosen in the page. */
  quality: async (): Promise<QualityResult> => {
    const file = document.querySelector<HTMLInputElement>('#embeddings')?.files?.[0];
    if (!file) throw new Error('no embeddings chosen');
    return quality(file);
  },
};

declare global {
  interface Window {
    sidBench: typeof bench;
  }
}
window.sidBench = bench;
