import { jax } from './assign/jax';
import { absentResult, assignRounds, type RoundsResult } from './assign/rounds';
import { taskFlops, type TaskSize } from './assign/task';
import { tfjs } from './assign/tfjs';
import { openWorkbench } from './assign/workbench';
import { quality, type QualityResult } from './quality';

interface AssignReport extends RoundsResult {
  readonly size: TaskSize;
}

/** A call slower than this says nothing more about a contender that is far behind already. */
const MAX_CALL_SECONDS = 5;

const workbench = openWorkbench();
/** GFLOP/s of the last task, to foresee how long a call takes. */
const rates = new Map<string, number>();

async function assign(size: TaskSize, rounds: number): Promise<AssignReport> {
  const { contender, ceilings } = await workbench;
  const contenders = [contender, jax, tfjs];
  const slow = contenders.flatMap(({ name }) => {
    const seconds = taskFlops(size) / 1e9 / (rates.get(name) ?? Infinity);
    if (seconds <= MAX_CALL_SECONDS) return [];
    return [absentResult(name, `not run: one call would take about ${seconds.toFixed(0)} s`)];
  });
  const quick = contenders.filter(({ name }) => !slow.some((other) => other.contender === name));
  const measured = await assignRounds(size, quick, ceilings, rounds);
  for (const { contender: name, formulations } of measured.results) {
    rates.set(name, formulations[0]?.gflops ?? Infinity);
  }
  return { size, ...measured, results: [...measured.results, ...slow] };
}

const bench = {
  /** The adapter, in plain words. */
  adapter: async (): Promise<string> => (await workbench).adapter,
  assign,
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
