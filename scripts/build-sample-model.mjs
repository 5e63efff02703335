/**
 * Trains the sequence model that comes with the bundled sample, from public/sample alone and with the
 * project's own command line, and writes public/sample/model/: items.parquet (the SIDs), model.safetensors
 * and model.json (settings and figures).
 *
 *   npm run sample:model
 *
 * It takes a quarter of an hour on a software adapter; the test items are measured once, in the end.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const sample = join(root, 'public/sample');
const target = join(sample, 'model');
const items = join(sample, 'items.parquet');
const histories = join(sample, 'interactions.parquet');

const VECTORS = ['--vectors', 'behavior_embedding'];
const SIDS = ['--levels', '2', '--codebook-size', '128', '--center', '--policy', 'suffix'];
const TRAINING = [
  '--preset',
  'tiny',
  '--max-items',
  '5',
  '--epochs',
  '1',
  '--learning-rate',
  '0.005',
];
const BEAM = '50';

/** Runs one command of `sid`; returns what it wrote as `metrics.json`. */
function sid(folder, command, ...args) {
  const out = join(folder, command);
  const done = spawnSync(
    process.execPath,
    [join(root, 'scripts/sid.mjs'), command, ...args, '--out', out],
    { stdio: 'inherit' },
  );
  if (done.status !== 0) throw new Error(`sid ${command} failed`);
  return JSON.parse(readFileSync(join(out, 'metrics.json'), 'utf8'));
}

/** Recall@K and NDCG@K of every method, by its name. */
function figuresOf({ methods }) {
  return Object.fromEntries(
    methods.map(({ method, items: { all } }) => [
      method,
      Object.fromEntries(
        all.atK.flatMap(({ k, recall, ndcg }) => [
          [`recall@${k}`, recall],
          [`ndcg@${k}`, ndcg],
        ]),
      ),
    ]),
  );
}

const folder = mkdtempSync(join(tmpdir(), 'sid-sample-model-'));
try {
  const codes = join(folder, 'train/items.parquet');
  const model = join(folder, 'train-retriever/model.safetensors');
  const users = ['--codes', codes, '--histories', histories];
  const quantized = sid(folder, 'train', items, ...VECTORS, ...SIDS);
  const trained = sid(folder, 'train-retriever', ...users, ...TRAINING);
  const measured = (part) => {
    const of = ['--model', model, '--beam', BEAM, '--part', part];
    return figuresOf(sid(folder, 'evaluate', items, ...VECTORS, ...users, ...of));
  };
  const { training, codebookSizes, samples, parameters, loss, seconds, adapter } = trained;
  const record = {
    made_by: 'npm run sample:model',
    sids: { command: [...VECTORS, ...SIDS].join(' '), unique_ratio: quantized.sid.unique_ratio },
    model: { command: TRAINING.join(' '), codebookSizes, parameters, training },
    samples,
    steps: loss.steps.length,
    loss: loss.epochs,
    seconds,
    adapter,
    beam: Number(BEAM),
    validation: measured('validation'),
    test: measured('test'),
  };
  mkdirSync(target, { recursive: true });
  copyFileSync(codes, join(target, 'items.parquet'));
  copyFileSync(model, join(target, 'model.safetensors'));
  writeFileSync(join(target, 'model.json'), `${JSON.stringify(record, null, 1)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
