import type { KeptThing, StorageReport } from '../../../worker/protocol';
import { bytesOf, type RunRecord } from '../../state/runs/record';
import { formatBytes, plural } from '../../widgets/format';

/** A line of the Storage table. */
export interface KeptRow {
  readonly kind: 'Dataset' | 'Checkpoint' | 'Model' | 'Runs';
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What deleting it deletes. */
  readonly thing: KeptThing | { readonly kind: 'runs'; readonly ids: readonly number[] };
  /** What is lost with it. */
  readonly loss: string;
}

/** Datasets, checkpoints, sequence models, and runs by the file that they were trained on. */
export function keptRows(report: StorageReport, runs: readonly RunRecord[]): KeptRow[] {
  const datasets = report.datasets.map(({ id, name, files, bytes, at }): KeptRow => ({
    kind: 'Dataset',
    name: files > 1 ? `${name} and ${plural(files - 1, 'more file')}` : name,
    bytes,
    at,
    thing: { kind: 'dataset', id },
    loss: 'The copy in this browser is removed; your own file is not touched.',
  }));
  const checkpoints = report.checkpoints.map(({ name, fingerprint, bytes, at }): KeptRow => ({
    kind: 'Checkpoint',
    name: checkpointName(fingerprint, runs),
    bytes,
    at,
    thing: { kind: 'checkpoint', name },
    loss: 'The run that it belongs to cannot be resumed any more.',
  }));
  const models = report.models.map(({ name, bytes, at }): KeptRow => ({
    kind: 'Model',
    name: `sequence model on histories ${name.slice(0, 8)}`,
    bytes,
    at,
    thing: { kind: 'model', name },
    loss: 'It cannot be taken up after a reload any more.',
  }));
  return [...datasets, ...checkpoints, ...models, ...runRows(runs)];
}

function checkpointName(fingerprint: string, runs: readonly RunRecord[]): string {
  const file = runs.find(({ data }) => data.fingerprint === fingerprint)?.data.file;
  return `stopped run on ${file ?? `vectors ${fingerprint.slice(0, 8)}`}`;
}

/** Runs of this page's memory (negative numbers) are not in the browser. */
function runRows(runs: readonly RunRecord[]): KeptRow[] {
  const files = new Map<string, RunRecord[]>();
  for (const run of runs) {
    if (run.id < 0) continue;
    files.set(run.data.file, [...(files.get(run.data.file) ?? []), run]);
  }
  return Array.from(files, ([file, own]) => ({
    kind: 'Runs',
    name: `${plural(own.length, 'run')} on ${file}`,
    bytes: own.reduce((sum, run) => sum + bytesOf(run), 0),
    at: Math.max(...own.map(({ at }) => at)),
    thing: { kind: 'runs', ids: own.map(({ id }) => id) },
    loss: 'Their settings, numbers and codes are removed. This cannot be undone.',
  }));
}

/** "1.2 GiB of 24 GiB in use: 2 datasets, 1 checkpoint, 14 runs." */
export function storageHeadline(report: StorageReport, runs: readonly RunRecord[]): string {
  const { room, datasets, checkpoints, models } = report;
  const kept = runs.filter(({ id }) => id > 0).length;
  const counts = [
    plural(datasets.length, 'dataset'),
    plural(checkpoints.length, 'checkpoint'),
    ...(models.length > 0 ? [plural(models.length, 'sequence model')] : []),
    plural(kept, 'run'),
  ];
  return `${formatBytes(room.usage)} of ${formatBytes(room.quota)} in use: ${counts.join(', ')}.`;
}

/** What goes by itself; null where nothing of the kind is kept. */
export function limitText({ checkpoints, models, mostKept }: StorageReport): string | null {
  if (checkpoints.length + models.length === 0) return null;
  return `The ${mostKept} checkpoints written last are kept, of a shard one of RQ-VAE and one of its other methods, and as many sequence models. One more takes the place of the oldest: open that run and save its checkpoint to a file to keep it.`;
}
