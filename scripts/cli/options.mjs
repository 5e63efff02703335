import { parseArgs } from 'node:util';
import { CliProblem } from './cli-problem.mjs';

const SEE_HELP = 'See npm run sid -- --help.';
// The same bounds as src/quantizer/config.ts, which a plain Node script cannot import.
const MAX_LEVELS = 8;
const MAX_CODEBOOK_SIZE = 32_768;
const MAX_SEED = 2 ** 32 - 1;

const OPTIONS = {
  vectors: { type: 'string' },
  ids: { type: 'string' },
  where: { type: 'string', default: '' },
  sample: { type: 'string' },
  'drop-nonfinite': { type: 'boolean', default: false },
  levels: { type: 'string' },
  'codebook-size': { type: 'string', default: '256' },
  method: { type: 'string', default: 'lloyd' },
  distance: { type: 'string', default: 'l2' },
  iterations: { type: 'string', default: '20' },
  seed: { type: 'string', default: '0' },
  center: { type: 'boolean', default: false },
  normalize: { type: 'boolean', default: false },
  device: { type: 'string', default: 'auto' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
};

function wrong(message) {
  return new CliProblem('BAD_OPTION', message, SEE_HELP);
}

function whole(name, text, least, most) {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw wrong(`--${name} ${text} is not a whole number from ${least} to ${most}.`);
}

function oneOf(name, text, choices) {
  if (choices.includes(text)) return text;
  throw wrong(`--${name} ${text} is none of ${choices.join(', ')}.`);
}

/** K per level from `--levels` and `--codebook-size`. */
function codebookSizesOf(levelsText, sizesText) {
  const sizes = sizesText.split(',').map((k) => whole('codebook-size', k, 1, MAX_CODEBOOK_SIZE));
  const fallback = sizes.length > 1 ? String(sizes.length) : '3';
  const levels = whole('levels', levelsText ?? fallback, 1, MAX_LEVELS);
  if (sizes.length === 1) return Array.from({ length: levels }, () => sizes[0]);
  if (sizes.length === levels) return sizes;
  throw wrong(`--codebook-size gives ${sizes.length} sizes for ${levels} levels.`);
}

function parsed(argv) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw wrong(`${error.message.split('. ')[0]}.`);
  }
}

/**
 * What the command line asks for; null if it asks for help. Throws a CliProblem.
 * `request` is the `HeadlessRequest` of src/headless/request.ts.
 */
export function parseOptions(argv) {
  const { values, positionals } = parsed(argv);
  if (values.help || argv.length === 0) return null;
  const [command, file, ...rest] = positionals;
  if (command !== 'train') throw wrong(`There is no command "${command ?? ''}", only "train".`);
  if (!file || rest.length > 0) throw wrong(`train takes one FILE, not ${positionals.length - 1}.`);
  if (!values.out) throw wrong('--out DIR is missing.');
  const device = oneOf('device', values.device, ['auto', 'gpu', 'cpu']);
  return {
    file,
    out: values.out,
    device,
    request: {
      vectors: values.vectors ?? null,
      ids: values.ids ?? null,
      where: values.where,
      sample: values.sample === undefined ? null : whole('sample', values.sample, 1, 2 ** 31),
      dropNonFinite: values['drop-nonfinite'],
      device: device === 'cpu' ? 'cpu' : 'webgpu',
      config: {
        method: oneOf('method', values.method, ['lloyd', 'ema']),
        distance: oneOf('distance', values.distance, ['l2', 'cosine']),
        codebookSizes: codebookSizesOf(values.levels, values['codebook-size']),
        iterations: whole('iterations', values.iterations, 1, 100_000),
        seed: whole('seed', values.seed, 0, MAX_SEED),
        center: values.center,
        normalize: values.normalize,
      },
    },
  };
}
