import { toProblemDetail } from '../../../problem';
import type { Method, QuantizerConfig } from '../../../quantizer/config';
import { combinations } from '../../../quantizer/sweep-spec';
import { ITERATIONS } from '../../panels/methods';
import { goOnWith } from '../checkpoint-actions';
import { engineClient } from '../clients';
import { configOf } from '../draft';
import { findRun, joinSweeps } from '../runs/runs-actions';
import { runKey } from '../runs/record';
import { getRuns } from '../runs/runs-store';
import { occupyEngine } from '../occupy-engine';
import { getState, setState, type Job, type RunEnd, type WorkbenchState } from '../store';
import { trainConfig } from '../training';
import { costly, sweepId } from './spec';
import { getSweep, readForm, setSweep } from './sweep-store';

/** A time left is a guess before this share. */
const ETA_FROM = 0.05;

/** What the lists stand for just now. */
export interface SweepPlan {
  readonly id: string;
  readonly configs: readonly QuantizerConfig[];
  /** Those without a kept run. */
  readonly open: readonly QuantizerConfig[];
  /** Whether a run was trained for it before. */
  readonly isBegun: boolean;
}

/** null while a list is not understood, or there is nothing to train on. */
export function planSweep(): SweepPlan | null {
  const { spec } = readForm(getSweep().form);
  const state = getState();
  const where = placeOf(state);
  if (!spec || !where) return null;
  const base = configOf(state.draft);
  const configs = combinations(spec, base, (method) => iterationsOf(method, base));
  const id = sweepId(configs, where, where.adapter);
  return {
    id,
    configs,
    isBegun: getRuns().runs.some(({ sweeps }) => sweeps.includes(id)),
    open: configs.filter((config) => !findRun(runKey(config, where, where.adapter))),
  };
}

/** Tune's number, unless the method counts something else: passes over the shard are no epochs. */
function iterationsOf(method: Method, base: QuantizerConfig): number {
  const { count } = ITERATIONS[method];
  return count === ITERATIONS[base.method].count ? base.iterations : count;
}

function placeOf({ slice, engine }: WorkbenchState) {
  if (!slice || engine.status !== 'ready' || !engine.loaded) return null;
  return { fingerprint: slice.fingerprint, adapter: engine.info.adapter };
}

/** Asks the engine what the open runs would take, and which of them it would refuse. */
export async function estimateSweep(): Promise<void> {
  const plan = planSweep();
  if (!plan) {
    setSweep({ estimate: null });
    return;
  }
  try {
    const engine = await engineClient();
    const plans = await Promise.all(costly(plan.open).map((config) => engine.plan(config)));
    const refused = plans.filter(({ ok }) => !ok);
    const known = plans.flatMap(({ seconds }) => seconds ?? []);
    setSweep({
      estimate: {
        seconds: known.length === plans.length ? known.reduce((sum, s) => sum + s, 0) : null,
        refusal: refused[0]?.problem?.message ?? null,
        unfit: refused.length,
      },
    });
  } catch (error) {
    setState({ engineProblem: toProblemDetail(error) });
  }
}

/**
 * Trains the open combinations one after another. Cancel keeps what is finished; Start goes on, in the
 * middle of the run that was stopped where it left a checkpoint.
 */
export function startSweep(): Promise<void> {
  return occupyEngine(async (controller) => {
    const plan = planSweep();
    const where = placeOf(getState());
    if (!plan || !where) return;
    const { id, configs, open } = plan;
    const total = configs.length;
    setSweep({ running: { id, done: 0, total }, ended: null, shown: id });
    const started = performance.now();
    let trained = 0;
    /** Only runs that were trained say how long the others take. */
    const eta = (job: Job | null) => {
      const share = (trained + (job?.fraction ?? 0)) / open.length;
      const elapsed = (performance.now() - started) / 1000;
      return share < ETA_FROM ? null : (elapsed * (1 - share)) / share;
    };
    for (const [index, config] of configs.entries()) {
      const known = findRun(runKey(config, where, where.adapter));
      if (known) await joinSweeps(known, [id]);
      else {
        const within = (job: Job | null) =>
          sweepJob(job, { index, total, etaSeconds: eta(job) }, () => controller.abort());
        await goOnWith(config);
        const ended = await trainConfig(config, controller, { sweeps: [id], within });
        if (ended !== 'done') {
          endSweep(ended);
          return;
        }
        trained += 1;
      }
      setSweep({ running: { id, done: index + 1, total } });
    }
    endSweep('done');
  });
}

function endSweep(ended: RunEnd): void {
  setSweep({ running: null, ended });
  setState({ engineJob: null });
}

/** A run's job as part of the sweep's. */
function sweepJob(
  job: Job | null,
  { index, total, etaSeconds }: { index: number; total: number; etaSeconds: number | null },
  cancel: () => void,
): Job {
  const text = job ? `${job.text.charAt(0).toLowerCase()}${job.text.slice(1)}` : 'finished';
  return {
    kind: 'sweep',
    text: `Run ${index + 1} of ${total}: ${text}`,
    fraction: (index + (job?.fraction ?? (job ? 0 : 1))) / total,
    etaSeconds,
    cancel,
  };
}
