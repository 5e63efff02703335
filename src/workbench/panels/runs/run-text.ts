import type { RunRecord } from '../../state/runs/record';
import { shapeOf } from '../../state/runs/record';
import { formatPercent, plural } from '../../widgets/format';
import { methodName } from '../methods';

/** "Run 7"; runs that are not stored have no number yet. */
export function runNumber({ id }: Pick<RunRecord, 'id'>): string {
  return id > 0 ? `Run ${id}` : `Unstored run ${-id}`;
}

/** "Lloyd"; "Encoded" and "Read" where nothing was trained. */
export function runMethod({
  config,
  encodedWith,
  codesFrom,
}: Pick<RunRecord, 'config' | 'encodedWith' | 'codesFrom'>): string {
  if (codesFrom !== null) return 'Read';
  return encodedWith === null ? methodName(config.method) : 'Encoded';
}

/** "items.parquet, 3496 × 64" */
export function dataText({ file, n, dim }: RunRecord['data']): string {
  return dim === 0 ? `${file}, ${n} items without vectors` : `${file}, ${n} × ${dim}`;
}

/** The name the user gave, else what the run is. */
export function runName(run: RunRecord): string {
  const { name, config, encodedWith, codesFrom } = run;
  if (codesFrom !== null) return name || `Codes of ${codesFrom}`;
  if (encodedWith !== null) return name || `Encoded with ${encodedWith}`;
  return name || `${methodName(config.method)} ${shapeOf(run)}, seed ${config.seed}`;
}

/** "21 Nov, 14:05" */
export function timeText(at: number): string {
  return new Date(at).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** "14:05" today, "21 Nov" before: what fits a column. */
export function shortTime(at: number, now = Date.now()): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return timeText(at).split(', ')[isToday ? 1 : 0] ?? '';
}

/** What stands out in the history: the run with the most unique SIDs among those of one data. */
export function historyHeadline(runs: readonly RunRecord[]): string {
  const kept = `${plural(runs.length, 'run')} kept`;
  const prints = new Set(runs.map(({ data }) => data.fingerprint));
  if (runs.length < 2) return kept;
  if (prints.size > 1) return `${kept}, of ${prints.size} different data`;
  const unique = (run: RunRecord) => run.levels.at(-1)?.sid.uniqueRatio ?? 0;
  const best = runs.reduce((most, run) => (unique(run) > unique(most) ? run : most));
  return `${kept}; ${runNumber(best).toLowerCase()} has the most unique SIDs, ${formatPercent(unique(best))}`;
}

/** "run 3", "runs 3, 4 and 7": what a confirmation names. */
export function runsText(runs: readonly RunRecord[]): string {
  const numbers = runs.map(({ id }) => (id > 0 ? String(id) : `unstored ${-id}`));
  const lastOne = numbers.pop() ?? '';
  return numbers.length === 0 ? `run ${lastOne}` : `runs ${numbers.join(', ')} and ${lastOne}`;
}
