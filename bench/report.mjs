/**
 * One line of the report: what was measured, what it should reach, what it reached.
 * `ok` is null where there is no target, or nothing was measured.
 * @typedef {{ what: string, target: string, reached: string, ok: boolean | null }} Line
 */

/** Targets of the assign task at 8,192 x 128, K = 256, on a software adapter. */
const MAIN = { rows: 8192, dim: 128, codes: 256 };
const MIN_OF_PEAK = 0.4;
const MIN_TIMES = { 'jax-js': 4, 'tfjs-webgpu': 30 };

/** FAISS k-means per level on the same vectors: 3 x 256, 20 iterations, seed 0. */
const FAISS_ENERGY = [0.6081, 0.5033, 0.4305];
const MAX_ENERGY_DIFFERENCE = 0.02;
const MIN_UNIQUE_RATIO = 0.92;

const MAX_JOURNEY_SECONDS = 10;
const MAX_LOWER_LEVELS_MS = 200;
const MAX_TASK_MS = 100;

const MIN_STEP_OF_PEAK = 0.3;

const MAX_OPEN_SECONDS = 5;

/** Seconds for all users of the sample, by beam. */
const MAX_DECODE_SECONDS = new Map([
  [1, 10],
  [50, 60],
]);

const OURS = 'workbench';
const PEAK = 'FMA peak';

function line(what, reached, target = '', ok = null) {
  return { what, target, reached, ok };
}

/** The lines of one assign task. */
export function assignLines({ size, ...measured }) {
  const name = `${size.rows.toLocaleString('en')} x ${size.dim}, K=${size.codes.toLocaleString('en')}`;
  const main = Object.entries(MAIN).every(([key, value]) => size[key] === value);
  return raceLines(name, measured, main);
}

/** The lines of one matrix product. */
export function matmulLines({ size: { layout, m, n, k }, ...measured }) {
  const name = `${layout} ${[m, n, k].map((x) => x.toLocaleString('en')).join(' x ')}`;
  return raceLines(name, measured, false);
}

/** `targets`: whether the goals of the main assign task hold for it. */
function raceLines(name, { ceilings, results }, targets) {
  const peak = ceilings[PEAK];
  const lines = ceilingLines(name, ceilings);
  for (const { contender, formulations, absent } of results) {
    if (absent !== null) lines.push(line(`${name}: ${contender}`, absent));
    for (const formulation of formulations) {
      const ok = formulation.agreement.wrong > 0 ? false : null;
      lines.push(
        line(`${name}: ${contender}, ${formulation.name}`, rate(formulation, peak), '', ok),
      );
    }
  }
  const best = rateOf(results, OURS);
  if (best === null) return lines;
  const compare = (what, value, text, least, leastText) =>
    lines.push(
      targets
        ? line(`${name}: ${what}`, text, `>= ${leastText}`, value >= least)
        : line(`${name}: ${what}`, text),
    );
  for (const [ceiling, gflops] of Object.entries(ceilings)) {
    const share = best / gflops;
    compare(`best of ours / ${ceiling}`, share, percent(share), MIN_OF_PEAK, percent(MIN_OF_PEAK));
  }
  for (const [peer, times] of Object.entries(MIN_TIMES)) {
    const gflops = rateOf(results, peer);
    if (gflops === null) continue;
    const ratio = best / gflops;
    compare(`best of ours / best of ${peer}`, ratio, `${ratio.toFixed(2)}x`, times, `${times}x`);
  }
  return lines;
}

/** The lines of the whole RQ-VAE training step. */
export function stepLines({ ceilings, gflop, gflops, stepsPerSecond }) {
  const name = 'RQ-VAE step, FORGE preset, batch 2,048';
  return [
    ...ceilingLines(name, ceilings),
    line(name, `${stepsPerSecond.toFixed(2)} steps/s, ${gflop.toFixed(2)} GFLOP each`),
    ...stepShares(name, gflops, ceilings),
  ];
}

/** The lines of a sequence model's training step. */
export function t5StepLines({ items, gflop, ms, ceilings }) {
  const name = `T5 step, tiny preset, 64 histories of ${items} items`;
  return [
    ...ceilingLines(name, ceilings),
    line(name, `${ms.toFixed(0)} ms, ${gflop.toFixed(2)} GFLOP`),
    ...stepShares(name, (gflop / ms) * 1000, ceilings),
  ];
}

/** The line of decoding a next item for every user. */
export function t5DecodeLine({ items, beam, users, seconds }) {
  const name = `T5 decoding, ${users} users of ${items} items, beam ${beam}`;
  const most = MAX_DECODE_SECONDS.get(beam);
  return line(name, `${seconds.toFixed(1)} s`, `<= ${most} s`, seconds <= most);
}

function stepShares(name, gflops, ceilings) {
  return Object.entries(ceilings).map(([ceiling, peak]) => {
    const share = gflops / peak;
    const target = `>= ${percent(MIN_STEP_OF_PEAK)}`;
    return line(`${name}: share of ${ceiling}`, percent(share), target, share >= MIN_STEP_OF_PEAK);
  });
}

function ceilingLines(name, ceilings) {
  return Object.entries(ceilings).map(([ceiling, gflops]) =>
    line(`${name}: ${ceiling}`, `${gflops.toFixed(2)} GFLOP/s`),
  );
}

function rateOf(results, contender) {
  return results.find((result) => result.contender === contender)?.formulations[0]?.gflops ?? null;
}

function rate({ gflops, agreement: { what, checked, ties, wrong } }, peak) {
  const verdict =
    wrong > 0
      ? `${wrong} of ${checked} ${what} checked are WRONG`
      : `${checked} ${what} checked${ties > 0 ? `, ${ties} ties` : ''}`;
  return `${gflops.toFixed(2)} GFLOP/s, ${percent(gflops / peak)} of peak; ${verdict}`;
}

/** @param quality a QualityResult of the bench page, or null where the vectors are absent */
export function qualityLines(quality) {
  if (!quality) {
    return [line('Beauty, 3 x 256, 20 Lloyd iterations', 'not run: the embeddings are absent')];
  }
  const lines = quality.levels.map(({ residualEnergy, seconds }, l) => {
    const faiss = FAISS_ENERGY[l];
    return line(
      `Beauty level ${l + 1}: residual energy`,
      `${residualEnergy.toFixed(4)} (${((residualEnergy / faiss - 1) * 100).toFixed(1)} %), ${seconds.toFixed(1)} s`,
      `<= ${faiss} + ${percent(MAX_ENERGY_DIFFERENCE)}`,
      residualEnergy <= faiss * (1 + MAX_ENERGY_DIFFERENCE),
    );
  });
  lines.push(
    line(
      'Beauty: unique ratio',
      quality.uniqueRatio.toFixed(4),
      `>= ${MIN_UNIQUE_RATIO}`,
      quality.uniqueRatio >= MIN_UNIQUE_RATIO,
    ),
    line('Beauty: whole run', `${quality.seconds.toFixed(1)} s`),
  );
  return lines;
}

/** @param journey what `journey.mjs` measured */
export function journeyLines({ trainSeconds, lowerLevelsMs, longestTaskMs }) {
  return [
    line(
      'Sample, default settings: Train to final panels',
      `${trainSeconds.toFixed(1)} s`,
      `<= ${MAX_JOURNEY_SECONDS} s`,
      trainSeconds <= MAX_JOURNEY_SECONDS,
    ),
    line(
      'Sample: L from 3 to 2',
      `${lowerLevelsMs.toFixed(0)} ms`,
      `<= ${MAX_LOWER_LEVELS_MS} ms`,
      lowerLevelsMs <= MAX_LOWER_LEVELS_MS,
    ),
    line(
      'Sample: longest main-thread task while training',
      longestTaskMs === 0 ? 'under 50 ms' : `${longestTaskMs.toFixed(0)} ms`,
      `<= ${MAX_TASK_MS} ms`,
      longestTaskMs <= MAX_TASK_MS,
    ),
  ];
}

/** @param file one of `LARGE_FILES` and what `files/measure.mjs` measured on it */
export function fileLines({ name, rows, dim, sample, leastMegabytes, ...measured }) {
  const { openSeconds, sliceSeconds, bytesBefore, bytesPeak, sliceBytes } = measured;
  const what = `${name}, ${rows.toLocaleString('en')} x ${dim}`;
  const rate = (rows * dim * 4) / 1e6 / sliceSeconds;
  const mebibytes = (bytes) => (bytes / 2 ** 20).toFixed(0);
  return [
    line(
      `${what}: opened`,
      `${openSeconds.toFixed(1)} s`,
      `<= ${MAX_OPEN_SECONDS} s`,
      openSeconds <= MAX_OPEN_SECONDS,
    ),
    line(
      `${what}: ${sample.toLocaleString('en')} rows sampled`,
      `${sliceSeconds.toFixed(1)} s, ${rate.toFixed(0)} MB/s of vectors passed`,
      `>= ${leastMegabytes} MB/s`,
      rate >= leastMegabytes,
    ),
    line(
      `${what}: memory of the tab`,
      bytesPeak === null
        ? 'not told by this system'
        : `${mebibytes(bytesPeak)} MiB at most, ${mebibytes(bytesBefore)} before; the slice is ${mebibytes(sliceBytes)}`,
    ),
  ];
}

/** The lines as a text table. */
export function table(lines) {
  const rows = lines.map(({ what, target, reached, ok }) => [
    ok === null ? '' : ok ? 'ok' : 'MISS',
    what,
    target,
    reached,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function percent(share) {
  return `${(share * 100).toFixed(0)} %`;
}
