import { oneOf, whole, wrong } from './option-values.mjs';
import { POLICY_OPTIONS, policyOf } from './policy-options.mjs';

// The files of src/sid/notations/catalogue.ts, which a plain Node script cannot import.
export const NOTATION_FILES = {
  'forge-csv': 'forge_sid.csv',
  'forge-tokens': 'forge_tokens.csv',
  'forge-columns': 'forge_item_sid.csv',
  'index-json': 'index.json',
  'onerec-parquet': 'onerec.parquet',
  'torcheasyrec-parquet': 'torcheasyrec.parquet',
  'grid-npy': 'grid_sids.npy',
};

/** What becomes of the codes: options of train and encode. */
export const OUTPUT_OPTIONS = {
  ...POLICY_OPTIONS,
  alternatives: { type: 'string' },
  notation: { type: 'string' },
  'forge-offset': { type: 'string' },
};

/** The `OutputRequest` of src/headless/request.ts. */
export function outputOf(values) {
  const names = values.notation?.split(',') ?? [];
  const notations = names.map((name) => oneOf('notation', name, Object.keys(NOTATION_FILES)));
  const offset = values['forge-offset'];
  if (offset !== undefined && !notations.includes('forge-tokens')) {
    throw wrong('--forge-offset is of --notation forge-tokens.');
  }
  const { alternatives } = values;
  return {
    policy: policyOf(values),
    // The bound of src/quantizer/candidates.ts.
    alternatives: alternatives === undefined ? null : whole('alternatives', alternatives, 1, 200),
    notations: [...new Set(notations)],
    forgeOffset: offset === undefined ? null : whole('forge-offset', offset, 1, 2 ** 24),
  };
}
