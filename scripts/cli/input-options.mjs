import { basename } from 'node:path';
import { oneOf, whole, wrong } from './option-values.mjs';

/** Options that every command has. */
export const COMMON_OPTIONS = {
  seed: { type: 'string', default: '0' },
  device: { type: 'string', default: 'auto' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
};

/** Options of a file of vectors. */
export const INPUT_OPTIONS = {
  vectors: { type: 'string' },
  ids: { type: 'string' },
  'ids-file': { type: 'string' },
  where: { type: 'string', default: '' },
  sample: { type: 'string' },
  category: { type: 'string' },
  histories: { type: 'string' },
  'drop-nonfinite': { type: 'boolean', default: false },
};

export const MAX_SEED = 2 ** 32 - 1;

/** The files after `first` that are one shard with it. The page tells files by their names. */
export function shardsOf(first, more) {
  const names = [first, ...more].map((file) => basename(file));
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice === undefined) return more;
  throw wrong(`Two files have the name ${twice}; as shards of one they need different names.`);
}

/** "a.npz", or "a.npz and 2 more" */
export function titleOf(file, shards) {
  return shards.length === 0 ? basename(file) : `${basename(file)} and ${shards.length} more`;
}

/** The files beside `files` that any command may be given: ids, user histories. */
export function filesBeside(files, { ids, 'ids-file': idsFile, histories }) {
  if (idsFile !== undefined) {
    if (ids !== undefined) throw wrong('--ids names a column of FILE; --ids-file brings its own.');
    // The page tells the two by their names.
    if (files.some((file) => file && basename(idsFile) === basename(file))) {
      throw wrong('--ids-file has the name of FILE.');
    }
    if (files.length > 1) {
      throw wrong('--ids-file goes with one FILE; beside several, give x.ids.npy for every x.npy.');
    }
  }
  return {
    ...(idsFile !== undefined && { idsFile }),
    ...(histories !== undefined && { histories }),
  };
}

/** Seed and device, of every command. */
export function commonOf(values) {
  const device = oneOf('device', values.device, ['auto', 'gpu', 'cpu']);
  return {
    seed: whole('seed', values.seed, 0, MAX_SEED),
    device: device === 'cpu' ? 'cpu' : 'webgpu',
  };
}

/** The `ShardRequest` of src/headless/request.ts. */
export function inputOf(values) {
  return {
    ...commonOf(values),
    vectors: values.vectors ?? null,
    ids: values.ids ?? null,
    where: values.where,
    sample: values.sample === undefined ? null : whole('sample', values.sample, 1, 2 ** 31),
    dropNonFinite: values['drop-nonfinite'],
    category: values.category ?? null,
  };
}
