import { beamOf } from './decode-options.mjs';
import { commonOf } from './input-options.mjs';
import { oneOf, whole, wrong } from './option-values.mjs';

/** Options of `evaluate` beside the common ones. */
export const EVALUATE_OPTIONS = {
  codes: { type: 'string' },
  histories: { type: 'string' },
  vectors: { type: 'string' },
  ids: { type: 'string' },
  codebooks: { type: 'string' },
  model: { type: 'string' },
  beam: { type: 'string' },
  doubling: { type: 'boolean' },
  free: { type: 'boolean' },
  'forge-output': { type: 'string' },
  'forge-offset': { type: 'string' },
  part: { type: 'string', default: 'test' },
  ks: { type: 'string', default: '5,10,20' },
  profile: { type: 'string', default: 'last-5' },
  'keep-seen': { type: 'boolean', default: false },
};

/** As CUTOFFS of src/retriever/evaluate/rank-metrics.ts. */
const CUTOFFS = ['1', '5', '10', '20', '50', '100', '500', '1000'];
const DEFAULT_BEAM = '50';
const MAX_OFFSET = 2 ** 24;

/** Options that are of no use without another: [option, what it needs]. */
const NEEDS = [
  ['beam', 'model'],
  ['doubling', 'model'],
  ['free', 'model'],
  ['forge-offset', 'forge-output'],
];

/** The files that the command reads. `items`: FILE, the vectors of the coded items, if it is given. */
export function evaluateFilesOf(values, items) {
  const { codes, histories, codebooks, model } = values;
  if (codes === undefined) throw wrong('evaluate needs --codes FILE.');
  if (histories === undefined) throw wrong('evaluate needs --histories FILE.');
  if (items === undefined) {
    for (const option of ['codebooks', 'vectors', 'ids']) {
      if (values[option] !== undefined) throw wrong(`--${option} needs FILE, the items' vectors.`);
    }
  }
  for (const [option, needed] of NEEDS) {
    if (values[option] !== undefined && values[needed] === undefined) {
      throw wrong(`--${option} goes with --${needed}.`);
    }
  }
  return {
    ...{ file: codes, histories },
    ...(items !== undefined && { items }),
    ...(codebooks !== undefined && { codebooks }),
    ...(model !== undefined && { saved: model }),
    ...(values['forge-output'] !== undefined && { forge: values['forge-output'] }),
  };
}

/** The `EvaluateRequest` of src/headless/request.ts. */
export function evaluateRequestOf(values) {
  const offset = values['forge-offset'];
  const ks = values.ks.split(',').map((k) => Number(oneOf('ks', k, CUTOFFS)));
  return {
    device: commonOf(values).device,
    vectors: values.vectors ?? null,
    ids: values.ids ?? null,
    part: oneOf('part', values.part, ['test', 'validation']),
    ks: [...new Set(ks)].sort((a, b) => a - b),
    profile: oneOf('profile', values.profile, ['mean', 'last', 'last-5']),
    excludeSeen: !values['keep-seen'],
    beam: beamOf(values.beam ?? DEFAULT_BEAM),
    doubling: values.doubling ?? false,
    constrained: !values.free,
    forgeOffset: offset === undefined ? null : whole('forge-offset', offset, 1, MAX_OFFSET),
  };
}
