import { Problem } from '../problem';
import type { QuantizerConfig } from '../quantizer/config';
import { combinations } from '../quantizer/sweep-spec';
import { trainLine, type Say } from './lines';
import { finish } from './outputs';
import type { SweepRequest } from './request';
import { configFor, openShard, type Shard, type ShardFiles } from './shard';
import {
  isOpen,
  settingsOf,
  settingsText,
  sweepRun,
  type RunSettings,
  type SweepData,
  type SweepRun,
} from './sweep-record';

/** Where the runs of a sweep are kept: the command line's side. */
export interface SweepKeeper {
  /** Called once the data are known; answers the settings of its runs on them. */
  begin(data: SweepData): Promise<readonly RunSettings[]>;
  /** Keeps a finished run, before the next one starts. */
  keep(run: SweepRun): Promise<void>;
}

/** The settings of all runs of the sweep, in order, and how many of them were there before. */
export interface SweepSummary {
  readonly settings: readonly RunSettings[];
  readonly kept: number;
}

/**
 * Trains every combination that is not kept yet, one after another, L rising fastest so that nested
 * levels are trained once. Combinations that the device would refuse are told before the first run.
 * Throws the Problems of the two workers.
 */
export async function sweep(
  files: ShardFiles,
  request: SweepRequest,
  keeper: SweepKeeper,
  say: Say,
): Promise<SweepSummary> {
  const shard = await openShard(files, request, say);
  const { name, fingerprint, rows, dim } = shard.slice;
  const data: SweepData = {
    ...{ file: name, fingerprint, n: rows, dim },
    histories: shard.histories?.summary.name ?? null,
    category: shard.category,
  };
  const configs = combinations(
    request.spec,
    configFor(request.config, dim),
    (method) => request.iterations[method] ?? 1,
  );
  const all = configs.map((config) => ({
    config,
    settings: settingsOf(config, request.policy),
  }));
  const known = await keeper.begin(data);
  const open = all.filter(({ settings }) => isOpen(settings, known));
  for (const { config, settings } of open) await refuse(shard, config, settings);
  for (const [index, { config, settings }] of open.entries()) {
    const run = `Run ${index + 1} of ${open.length}, ${settingsText(settings)}`;
    const result = await shard.engine.train(config, {
      onProgress: (step) => say(`${run}: ${trainLine(step)}`),
    });
    const seconds = result.levels.reduce((sum, level) => sum + level.seconds, 0);
    const { written } = await finish(shard, result, request.policy);
    await keeper.keep(sweepRun(data, settings, written, seconds));
  }
  return { settings: all.map(({ settings }) => settings), kept: all.length - open.length };
}

/** Throws what the engine would throw in the middle of the sweep. */
async function refuse({ engine }: Shard, config: QuantizerConfig, settings: RunSettings) {
  const { problem } = await engine.plan(config);
  if (!problem) return;
  const { code, message, hint } = problem;
  throw new Problem(code, `${settingsText(settings)}: ${message}`, hint);
}
