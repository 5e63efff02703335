import { basename, dirname, resolve } from 'node:path';
import { oneOf, whole, wrong } from './option-values.mjs';
import { NOTATION_FILES } from './output-options.mjs';

// As src/dataset/convert/targets.ts, which a plain Node script cannot import.
export const SID_FORMATS = [...Object.keys(NOTATION_FILES), 'codes-npy', 'items-parquet'];
export const OTHER_FORMATS = [
  'npy',
  'npz',
  'parquet',
  'feather',
  'jsonl',
  'item-emb',
  'csv',
  'txt',
];

/** How a file of SIDs is read, where it cannot tell: options of convert and metrics. */
const READ_OPTIONS = {
  from: { type: 'string' },
  'codebook-size': { type: 'string' },
  'forge-offset': { type: 'string' },
};

export const METRICS_OPTIONS = READ_OPTIONS;
export const CONVERT_OPTIONS = {
  ...READ_OPTIONS,
  'ids-file': { type: 'string' },
  codebooks: { type: 'string' },
  to: { type: 'string' },
  'write-offset': { type: 'string' },
};

const MAX_OFFSET = 2 ** 24;

function readOf({ from, 'codebook-size': sizes, 'forge-offset': offset }) {
  return {
    ...(from !== undefined && { from: oneOf('from', from, [...SID_FORMATS, 'forge-samples']) }),
    ...(offset !== undefined && { offset: whole('forge-offset', offset, 1, MAX_OFFSET) }),
    ...(sizes !== undefined && {
      codebookSizes: sizes.split(',').map((size) => whole('codebook-size', size, 1, MAX_OFFSET)),
    }),
  };
}

/** The `MetricsRequest` of src/headless/request.ts. */
export const metricsRequestOf = readOf;

/** The `ConvertRequest` of src/headless/request.ts, for a file OUT. */
export function convertRequestOf(values, out) {
  const { to, 'write-offset': offset } = values;
  return {
    ...readOf(values),
    out: basename(out),
    to: to === undefined ? null : oneOf('to', to, [...SID_FORMATS, ...OTHER_FORMATS]),
    ...(offset !== undefined && { writeOffset: whole('write-offset', offset, 1, MAX_OFFSET) }),
  };
}

/** The file of codebooks beside IN, for the codebook sizes. */
export const convertFilesOf = ({ codebooks }) => (codebooks === undefined ? {} : { codebooks });

/** OUT's folder, and the names that may be written there. */
export function convertOutputsOf(file, out) {
  if (resolve(file) === resolve(out)) throw wrong('OUT is the same file as IN.');
  const name = basename(out);
  const outputs = { always: [name], maybe: [`${name.replace(/\.npy$/i, '')}.ids.npy`] };
  return { out: dirname(out), written: out, outputs };
}
