import { oneOf, whole } from './option-values.mjs';

/** Options of the file and of the machine: every command has them. */
export const INPUT_OPTIONS = {
  vectors: { type: 'string' },
  ids: { type: 'string' },
  where: { type: 'string', default: '' },
  sample: { type: 'string' },
  category: { type: 'string' },
  histories: { type: 'string' },
  'drop-nonfinite': { type: 'boolean', default: false },
  seed: { type: 'string', default: '0' },
  device: { type: 'string', default: 'auto' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
};

export const MAX_SEED = 2 ** 32 - 1;

/** The file of user histories, if one is given. */
export const historiesFileOf = ({ histories }) => (histories === undefined ? {} : { histories });

/** The `ShardRequest` of src/headless/request.ts. */
export function inputOf(values) {
  const device = oneOf('device', values.device, ['auto', 'gpu', 'cpu']);
  return {
    vectors: values.vectors ?? null,
    ids: values.ids ?? null,
    where: values.where,
    sample: values.sample === undefined ? null : whole('sample', values.sample, 1, 2 ** 31),
    seed: whole('seed', values.seed, 0, MAX_SEED),
    dropNonFinite: values['drop-nonfinite'],
    category: values.category ?? null,
    device: device === 'cpu' ? 'cpu' : 'webgpu',
  };
}
