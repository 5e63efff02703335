import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliProblem } from './cli-problem.mjs';
import { notWritable } from './outputs.mjs';
import { csvOf, groupsOf } from './sweep-report.mjs';

const isRun = (run) =>
  typeof run?.data?.fingerprint === 'string' &&
  typeof run.settings === 'object' &&
  Array.isArray(run.metrics?.levels) &&
  typeof run.metrics.sid === 'object';

/** The runs of `sweep.json`. Throws `SWEEP_FILE` where they cannot be read: nothing is overwritten. */
function readRuns(path) {
  if (!existsSync(path)) return [];
  try {
    const { runs } = JSON.parse(readFileSync(path, 'utf8'));
    if (Array.isArray(runs) && runs.every(isRun)) return runs;
  } catch {
    // Told below.
  }
  throw new CliProblem(
    'SWEEP_FILE',
    `${path} is there and holds no runs of a sweep.`,
    'Give another --out DIR, or move that file away.',
  );
}

const keyOf = ({ data, settings }) => JSON.stringify([data.fingerprint, settings]);

/** Whether a run on `data` tells of all that is asked: the same vectors, histories and category. */
function covers(data, asked) {
  return (
    data.fingerprint === asked.fingerprint &&
    ['histories', 'category'].every((name) => (asked[name] ?? data[name]) === data[name])
  );
}

/**
 * `sweep.json` and `sweep.csv` of a folder. Both are written anew, aside and then moved into place,
 * after every run, so that a sweep may stop at any time. Runs on other data stay in them.
 */
export class SweepFile {
  /** Runs added since it was opened. */
  added = 0;
  #dir;
  #made;
  #runs;

  /** Throws `OUT_NOT_WRITABLE`, `SWEEP_FILE`. */
  constructor(dir) {
    this.#dir = dir;
    try {
      this.#made = mkdirSync(dir, { recursive: true }) ?? null;
      // Better now than after the first run.
      this.#write('sweep.csv.part', '');
      rmSync(join(dir, 'sweep.csv.part'));
    } catch (error) {
      throw notWritable(dir, error);
    }
    this.#runs = readRuns(join(dir, 'sweep.json'));
  }

  /** The runs of these settings on data of this fingerprint, in the order of the settings. */
  runsOf(fingerprint, settings) {
    const known = new Map(
      this.#runs
        .filter(({ data }) => data.fingerprint === fingerprint)
        .map((run) => [JSON.stringify(run.settings), run]),
    );
    return settings.flatMap((one) => known.get(JSON.stringify(one)) ?? []);
  }

  /** Settings of the finished runs on these data that were held against what is asked for. */
  settingsOn(asked) {
    return this.#runs.filter(({ data }) => covers(data, asked)).map(({ settings }) => settings);
  }

  /** A run of the same settings on the same vectors gives way. */
  add(run) {
    const others = this.#runs.filter((other) => keyOf(other) !== keyOf(run));
    this.#runs = [...others, run];
    this.added += 1;
    const content = { runs: this.#runs, groups: groupsOf(this.#runs) };
    this.#replace('sweep.json', `${JSON.stringify(content, null, 2)}\n`);
    this.#replace('sweep.csv', csvOf(this.#runs));
  }

  /** Takes a folder away that was made for nothing. */
  discardIfEmpty() {
    if (this.#made && this.added === 0) rmSync(this.#made, { recursive: true, force: true });
  }

  #replace(name, text) {
    this.#write(`${name}.part`, text);
    renameSync(join(this.#dir, `${name}.part`), join(this.#dir, name));
  }

  #write(name, text) {
    writeFileSync(join(this.#dir, name), text);
  }
}
