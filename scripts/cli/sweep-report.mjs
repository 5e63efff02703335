/** Of the reconstructions, and of the first level. */
function alignmentFigures(alignment) {
  const first = alignment?.category?.depths[0];
  return {
    hitrate_10: alignment?.embedding_hitrate?.reconstructed['10'] ?? null,
    purity_level_1: first?.purity ?? null,
    nmi_level_1: first?.nmi ?? null,
  };
}

/** The figures of a run that a sweep is about, from its `metrics.json`; null: not defined. */
function figuresOf({ levels, sid, learned, alignment, run }) {
  const usages = levels.map(({ usage }) => usage);
  return {
    unique: sid.unique,
    unique_ratio: sid.unique_ratio,
    collision_rate: sid.collision_rate,
    items_in_collision: sid.items_in_collision,
    max_bucket: sid.max_bucket,
    sid_entropy_bits: sid.sid_entropy_bits,
    forge_gini: sid.forge_gini,
    usage_least: Math.min(...usages),
    residual_energy: levels.at(-1)?.residual_energy ?? null,
    // Of RQ-KMeans it is the energy that the last level leaves.
    reconstruction: (learned ? learned.reconstruction : levels.at(-1)?.residual_energy) ?? null,
    ...alignmentFigures(alignment),
    seconds: run.seconds,
  };
}

/** What a run was: the columns of `sweep.csv` in front of its figures. */
function columnsOf({ data, settings, metrics }) {
  const { method, codebookSizes, distance, seed, iterations, beam, trainBeam = 1 } = settings;
  const { file, fingerprint, n, dim } = data;
  return {
    ...{ file, fingerprint, n, dim },
    method,
    levels: codebookSizes.length,
    codebook_size: codebookSizes[0],
    seed,
    ...{ distance, iterations, beam, train_beam: trainBeam },
    ...{ center: settings.center, normalize: settings.normalize },
    policy: metrics.policy?.name ?? '',
    adapter: metrics.run.adapter,
  };
}

const cell = (value) => {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** `sweep.csv`: one row a run. */
export function csvOf(runs) {
  const rows = runs.map((run) => ({ ...columnsOf(run), ...figuresOf(run.metrics) }));
  const header = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => header.map((name) => cell(row[name])));
  return `${[header, ...lines].map((cells) => cells.join(',')).join('\n')}\n`;
}

/** Mean, least and largest; null where a run has no such figure. */
function spread(values) {
  if (values.some((value) => value === null)) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, min: Math.min(...values), max: Math.max(...values) };
}

/** Runs that differ in their seed only, and their figures over the seeds. */
export function groupsOf(runs) {
  const groups = new Map();
  for (const run of runs) {
    const { seed, ...settings } = run.settings;
    const key = JSON.stringify([run.data.fingerprint, settings]);
    if (!groups.has(key)) groups.set(key, { data: run.data, settings, seeds: [], figures: [] });
    const group = groups.get(key);
    group.seeds.push(seed);
    group.figures.push(figuresOf(run.metrics));
  }
  return [...groups.values()].map(({ figures, ...group }) => ({
    ...group,
    figures: Object.fromEntries(
      Object.keys(figures[0]).map((name) => [name, spread(figures.map((one) => one[name]))]),
    ),
  }));
}

const COLUMNS = [
  ['unique', 'unique_ratio', 4],
  ['collision', 'collision_rate', 4],
  ['reconstruction', 'reconstruction', 4],
  ['usage, least', 'usage_least', 3],
  ['max bucket', 'max_bucket', 0],
  ['hitrate@10', 'hitrate_10', 4],
  ['purity, level 1', 'purity_level_1', 4],
  ['seconds', 'seconds', 1],
];

const OPTIONAL = new Set(['hitrate_10', 'purity_level_1']);

function figureText(figure, digits) {
  if (!figure) return '-';
  const { mean, min, max } = figure;
  if (min === max) return mean.toFixed(digits);
  return `${mean.toFixed(digits)} (${min.toFixed(digits)}-${max.toFixed(digits)})`;
}

/** The groups as text: mean over the seeds, and in brackets least and largest. */
export function tableOf(groups) {
  // What no run was asked for has no column.
  const columns = COLUMNS.filter(
    ([, name]) => !OPTIONAL.has(name) || groups.some(({ figures }) => figures[name]),
  );
  const rows = groups.map(({ settings, seeds, figures }) => [
    settings.method,
    String(settings.codebookSizes.length),
    String(settings.codebookSizes[0]),
    String(seeds.length),
    ...columns.map(([, name, digits]) => figureText(figures[name], digits)),
  ]);
  const table = [['method', 'L', 'K', 'seeds', ...columns.map(([title]) => title)], ...rows];
  const widths = table[0].map((_, c) => Math.max(...table.map((row) => row[c].length)));
  // Names to the left, numbers to the right.
  const pad = (text, c) => (c === 0 ? text.padEnd(widths[c]) : text.padStart(widths[c]));
  return `${table.map((row) => row.map(pad).join('  ')).join('\n')}\n`;
}
