import { parseArgs } from 'node:util';
import { oneOf, whole, wrong } from './option-values.mjs';
import { POLICY_OPTIONS, policyOf } from './policy-options.mjs';
import { contrastiveOf, RQVAE_OPTIONS, rqVaeConfigOf } from './rqvae-options.mjs';

// The same bounds as src/quantizer/config.ts, which a plain Node script cannot import.
const MAX_LEVELS = 8;
const MAX_CODEBOOK_SIZE = 32_768;
const MAX_BEAM = 16;
const MAX_SEED = 2 ** 32 - 1;
/** Lloyd iterations, passes, epochs (FORGE's). */
const DEFAULT_ITERATIONS = { lloyd: '20', ema: '20', pq: '20', rqvae: '150' };

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
  iterations: { type: 'string' },
  beam: { type: 'string', default: '1' },
  seed: { type: 'string', default: '0' },
  center: { type: 'boolean', default: false },
  normalize: { type: 'boolean', default: false },
  ...RQVAE_OPTIONS,
  ...POLICY_OPTIONS,
  device: { type: 'string', default: 'auto' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
};

/** K per level from `--levels` and `--codebook-size`. */
function codebookSizesOf(levelsText, sizesText) {
  const sizes = sizesText.split(',').map((k) => whole('codebook-size', k, 1, MAX_CODEBOOK_SIZE));
  const fallback = sizes.length > 1 ? String(sizes.length) : '3';
  const levels = whole('levels', levelsText ?? fallback, 1, MAX_LEVELS);
  if (sizes.length === 1) return Array.from({ length: levels }, () => sizes[0]);
  if (sizes.length === levels) return sizes;
  throw wrong(`--codebook-size gives ${sizes.length} sizes for ${levels} levels.`);
}

/** VQ-VAE is an RQ-VAE of one level. */
function methodOf(values) {
  const name = oneOf('method', values.method, ['lloyd', 'ema', 'pq', 'rqvae', 'vqvae']);
  const isOne = name === 'vqvae';
  if (isOne && values.levels !== undefined && values.levels !== '1') {
    throw wrong('--method vqvae has one level; rqvae has several.');
  }
  return {
    method: isOne ? 'rqvae' : name,
    codebookSizes: codebookSizesOf(isOne ? '1' : values.levels, values['codebook-size']),
  };
}

/** Beams search L2 residual levels only. */
function beamOf(values, method) {
  const beam = whole('beam', values.beam, 1, MAX_BEAM);
  const searches = (method === 'lloyd' || method === 'ema') && values.distance === 'l2';
  if (beam === 1 || searches) return beam;
  throw wrong('--beam goes with --method lloyd or ema and --distance l2.');
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
  const { method, codebookSizes } = methodOf(values);
  const device = oneOf('device', values.device, ['auto', 'gpu', 'cpu']);
  return {
    file,
    pairs: values.pairs ?? null,
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
        method,
        distance: oneOf('distance', values.distance, ['l2', 'cosine']),
        codebookSizes,
        iterations: whole(
          'iterations',
          values.iterations ?? DEFAULT_ITERATIONS[method],
          1,
          100_000,
        ),
        beam: beamOf(values, method),
        seed: whole('seed', values.seed, 0, MAX_SEED),
        center: values.center,
        normalize: values.normalize,
        ...(method === 'rqvae' ? rqVaeConfigOf(values) : {}),
      },
      contrastive: contrastiveOf(values, method),
      policy: policyOf(values),
    },
  };
}
