import type { Agreement, Contender, Formulation } from './contender';
import { median } from './median';

export interface FormulationResult {
  readonly name: string;
  /** GFLOP/s of each round. */
  readonly rounds: readonly number[];
  /** Median of the rounds. */
  readonly gflops: number;
  readonly agreement: Agreement;
}

export interface ContenderResult {
  readonly contender: string;
  /** Fastest first; empty if the contender did not run. */
  readonly formulations: readonly FormulationResult[];
  /** Why the contender did not run. */
  readonly absent: string | null;
}

export interface RoundsResult {
  /** Median GFLOP/s of each ceiling over the same rounds. */
  readonly ceilings: Readonly<Record<string, number>>;
  readonly results: readonly ContenderResult[];
}

/** Measures a ceiling of the adapter once, in GFLOP/s. */
export type Ceiling = () => Promise<number>;

/** Long enough that one submit's latency does not count on a fast GPU. */
const MIN_ROUND_MS = 100;
const MAX_TIMES = 4096;

/** One task that every contender computes. */
export interface Race<Task> {
  readonly task: Task;
  /** Floating-point operations of one job. */
  readonly flop: number;
  /** How far a result is right. */
  readonly check: (task: Task, result: ArrayLike<number>) => Agreement;
}

interface Entrant {
  readonly contender: string;
  readonly formulation: Formulation;
  /** Jobs a round. */
  readonly times: number;
  readonly agreement: Agreement;
  readonly rounds: number[];
}

/**
 * Times every contender on one task. Warm-up first (results checked, jobs a round found), then
 * interleaved rounds of the ceilings and all formulations, A B C A B C, so that a slow spell of
 * the machine meets all of them.
 */
export async function race<Task>(
  { task, flop, check }: Race<Task>,
  contenders: readonly Contender<Task>[],
  ceilings: Readonly<Record<string, Ceiling>>,
  rounds: number,
): Promise<RoundsResult> {
  const gflop = flop / 1e9;
  const entrants: Entrant[] = [];
  const absent: ContenderResult[] = [];
  const disposers: (() => void)[] = [];
  for (const { name, prepare } of contenders) {
    try {
      const { formulations, dispose } = await prepare(task);
      disposers.push(dispose);
      for (const formulation of formulations) {
        entrants.push(await warmUp(name, formulation, (result) => check(task, result)));
      }
    } catch (error) {
      absent.push(absentResult(name, error instanceof Error ? error.message : 'failed'));
    }
  }
  for (const measure of Object.values(ceilings)) await measure();
  const ceilingRounds = Object.fromEntries(
    Object.keys(ceilings).map((name) => [name, [0].slice(1)]),
  );
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(ceilings)) {
      ceilingRounds[name]?.push(await measure());
    }
    for (const { formulation, times, rounds: rates } of entrants) {
      const start = performance.now();
      await formulation.run(times);
      rates.push((times * gflop * 1000) / (performance.now() - start));
    }
  }
  for (const dispose of disposers) dispose();
  const medians = Object.entries(ceilingRounds).map(([name, rates]) => [name, median(rates)]);
  const present = contenders.filter(({ name }) => entrants.some((e) => e.contender === name));
  return {
    ceilings: Object.fromEntries(medians) as Record<string, number>,
    results: [...present.map(({ name }) => resultOf(name, entrants)), ...absent],
  };
}

export function absentResult(contender: string, reason: string): ContenderResult {
  return { contender, formulations: [], absent: reason };
}

async function warmUp(
  contender: string,
  formulation: Formulation,
  check: (result: ArrayLike<number>) => Agreement,
): Promise<Entrant> {
  // The first run compiles.
  const checked = check(await formulation.run(1));
  let times = 1;
  for (;;) {
    const start = performance.now();
    await formulation.run(times);
    const ms = performance.now() - start;
    if (ms >= MIN_ROUND_MS || times === MAX_TIMES) break;
    // At most eightfold at once: a single job's time is mostly the wait for its answer.
    const enough = Math.ceil((times * MIN_ROUND_MS) / Math.max(ms, 1));
    times = Math.min(MAX_TIMES, Math.max(times + 1, Math.min(enough, 8 * times)));
  }
  return { contender, formulation, times, agreement: checked, rounds: [] };
}

function resultOf(contender: string, entrants: readonly Entrant[]): ContenderResult {
  const formulations = entrants
    .filter((entrant) => entrant.contender === contender)
    .map(({ formulation, rounds, agreement: checked }) => ({
      name: formulation.name,
      rounds,
      gflops: median(rounds),
      agreement: checked,
    }))
    .sort((a, b) => b.gflops - a.gflops);
  return { contender, formulations, absent: null };
}
