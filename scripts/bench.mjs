import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  assignLines,
  fileLines,
  journeyLines,
  matmulLines,
  qualityLines,
  stepLines,
  t5DecodeLine,
  t5StepLines,
  table,
} from '../bench/report.mjs';
import { ensureChromium } from './lib/ensure-chromium.mjs';
import { DIST, ROOT, ensureBuilt, ensureInstalled, runProgram } from './lib/project.mjs';
import { serveFolder } from './server.mjs';

const BENCH = join(ROOT, 'bench');
const RESULTS = join(BENCH, 'results', 'latest.json');
const PARTS = ['assign', 'matmul', 'step', 't5', 'quality', 'journey', 'files'];
/** 5 GB of disk are asked for by name only. */
const DEFAULT_PARTS = PARTS.filter((part) => part !== 'files');
/** Those that run in the bench page. */
const PAGE_PARTS = ['assign', 'matmul', 'step', 't5', 'quality'];

const HELP = `npm run bench [-- --only assign,matmul,step,t5,quality,journey,files] [--rounds 5]
               [--device auto|gpu|software] [--embeddings FILE.npy]

Measures the workbench in one headless Chromium on one adapter, and prints what was reached beside
what should be. The libraries it is measured against are installed in bench/ on the first run.
Timings are worth what the machine is: leave it alone meanwhile. JSON: bench/results/latest.json
\`files\` runs only where it is named: it writes 5 GB to the system's temporary folder and removes them.
`;

/** The first is the task of the targets; the others show other shapes, with fewer rounds. */
const TASKS = [
  { rows: 8192, dim: 128, codes: 256 },
  { rows: 4096, dim: 512, codes: 256 },
  { rows: 65_536, dim: 64, codes: 1024 },
  { rows: 2048, dim: 64, codes: 8192 },
];
/** Shapes that fill a GPU; in software each would take minutes. */
const GPU_TASKS = [
  { rows: 262_144, dim: 128, codes: 256 },
  { rows: 65_536, dim: 512, codes: 1024 },
];
const OTHER_ROUNDS = 3;
/** Rows taken of a large file. */
const SAMPLE = 100_000;

/** What one RQ-VAE step of FORGE's preset multiplies: forward, input gradient, weight gradients. */
const PRODUCTS = [
  { layout: 'NT', m: 2048, n: 256, k: 512 },
  { layout: 'NN', m: 2048, n: 512, k: 256 },
  { layout: 'TN', m: 256, n: 512, k: 2048 },
  { layout: 'TN', m: 64, n: 256, k: 2048 },
];
const GPU_PRODUCTS = [{ layout: 'NT', m: 4096, n: 4096, k: 1024 }];

/** Items a history of the sequence model's steps, and the beams that decode. */
const T5_ITEMS = [5, 20];
const T5_BEAMS = [1, 50];

function parseOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: DEFAULT_PARTS.join(',') },
      rounds: { type: 'string', default: '5' },
      device: { type: 'string', default: 'auto' },
      embeddings: { type: 'string', default: join(ROOT, '../shared/data/beauty/embeddings.npy') },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  const only = values.only.split(',');
  const unknown = only.find((part) => !PARTS.includes(part));
  if (unknown !== undefined) throw new Error(`--only ${unknown} is none of ${PARTS.join(', ')}`);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number');
  if (!['auto', 'gpu', 'software'].includes(values.device)) {
    throw new Error(`--device ${values.device} is none of auto, gpu, software`);
  }
  return { only, rounds, device: values.device, embeddings: resolve(values.embeddings) };
}

/** The peers are dependencies of bench/ only, so a fresh clone does not have them. */
function ensurePeers() {
  if (existsSync(join(BENCH, 'node_modules', '.package-lock.json'))) return;
  console.error('Installing the libraries to measure against (npm ci in bench/)...');
  if (runProgram('npm', ['ci', '--prefix', 'bench', '--no-audit', '--no-fund']) !== 0) {
    throw new Error('npm ci failed in bench/: its output above says why');
  }
}

async function buildBenchPage() {
  const { build } = await import('vite');
  await build({
    root: BENCH,
    configFile: false,
    logLevel: 'error',
    base: './',
    worker: { format: 'es' },
    build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 5000 },
  });
}

/** Runs `use(page)` on a page of `folder` in its own browser. */
async function withPage(folder, device, use) {
  const { openPage } = await import('../bench/browser.mjs');
  const server = await serveFolder({ root: folder, port: 0 });
  try {
    const { browser, page } = await openPage(ensureChromium(), device, server.url);
    try {
      return await use(page);
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

/** Each file is written, so that it is warm, opened in a page of its own, and removed. */
async function measureFiles(report, device) {
  const { LARGE_FILES } = await import('../bench/files/large-files.mjs');
  const { measureFile } = await import('../bench/files/measure.mjs');
  const folder = await mkdtemp(join(tmpdir(), 'sid-bench-'));
  try {
    for (const { name, write, ...size } of LARGE_FILES) {
      const path = join(folder, name);
      await write(path, size);
      const measured = await withPage(DIST, device, (page) =>
        measureFile(page, path, SAMPLE, size.dim),
      );
      report({ name, ...size, sample: SAMPLE, ...measured });
      await rm(path);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure({ only, rounds, device, embeddings }) {
  const found = {
    adapter: '',
    processors: cpus().length,
    assign: [],
    matmul: [],
    step: null,
    t5: { steps: [], decodes: [] },
    quality: null,
    journey: null,
    files: [],
  };
  const lines = [];
  const show = (added) => {
    lines.push(...added);
    console.log(table(added));
  };
  if (PAGE_PARTS.some((part) => only.includes(part))) {
    ensurePeers();
    await buildBenchPage();
    await withPage(join(BENCH, 'dist'), device, async (page) => {
      found.adapter = await page.evaluate(() => window.sidBench.adapter());
      console.log(`Adapter: ${found.adapter}; ${found.processors} processors`);
      const software = found.adapter.includes('software');
      const others = Math.min(rounds, OTHER_ROUNDS);
      if (only.includes('assign')) {
        for (const [i, size] of (software ? TASKS : [...TASKS, ...GPU_TASKS]).entries()) {
          const report = await page.evaluate(
            ([task, times]) => window.sidBench.assign(task, times),
            [size, i === 0 ? rounds : others],
          );
          found.assign.push(report);
          show(assignLines(report));
        }
      }
      if (only.includes('matmul')) {
        for (const size of software ? PRODUCTS : [...PRODUCTS, ...GPU_PRODUCTS]) {
          const report = await page.evaluate(
            ([task, times]) => window.sidBench.matmul(task, times),
            [size, others],
          );
          found.matmul.push(report);
          show(matmulLines(report));
        }
      }
      if (only.includes('step')) {
        found.step = await page.evaluate((times) => window.sidBench.step(times), rounds);
        show(stepLines(found.step));
      }
      if (only.includes('t5')) {
        for (const items of T5_ITEMS) {
          const report = await page.evaluate(
            ([length, times]) => window.sidBench.t5Step(length, times),
            [items, rounds],
          );
          found.t5.steps.push(report);
          show(t5StepLines(report));
        }
        for (const beam of T5_BEAMS) {
          const report = await page.evaluate(
            ([length, width]) => window.sidBench.t5Decode(length, width),
            [T5_ITEMS.at(-1), beam],
          );
          found.t5.decodes.push(report);
          show([t5DecodeLine(report)]);
        }
      }
      if (!only.includes('quality')) return;
      if (existsSync(embeddings)) {
        await page.setInputFiles('#embeddings', embeddings);
        found.quality = await page.evaluate(() => window.sidBench.quality());
      }
      show(qualityLines(found.quality));
    });
  }
  if (only.includes('journey')) {
    ensureBuilt();
    const { measureJourney } = await import('../bench/journey.mjs');
    found.journey = await withPage(DIST, device, measureJourney);
    show(journeyLines(found.journey));
  }
  if (only.includes('files')) {
    ensureBuilt();
    await measureFiles((report) => {
      found.files.push(report);
      show(fileLines(report));
    }, device);
  }
  return { ...found, lines };
}

async function main() {
  const options = parseOptions();
  if (!options) {
    process.stdout.write(HELP);
    return;
  }
  ensureInstalled();
  const result = await measure(options);
  await mkdir(join(RESULTS, '..'), { recursive: true });
  await writeFile(RESULTS, `${JSON.stringify(result, null, 2)}\n`);
  const missed = result.lines.filter(({ ok }) => ok === false);
  console.log(`\n${missed.length} targets missed. JSON: ${relative(process.cwd(), RESULTS)}`);
  for (const { what, target, reached } of missed) {
    console.log(`  ${what}: ${reached}, target ${target}`);
  }
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
