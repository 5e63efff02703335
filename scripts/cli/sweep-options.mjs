import { inputOf, MAX_SEED } from './input-options.mjs';
import { oneOf, whole, wrong } from './option-values.mjs';
import { POLICY_OPTIONS, policyOf } from './policy-options.mjs';
import {
  iterationsOf,
  MAX_CODEBOOK_SIZE,
  MAX_LEVELS,
  METHOD_NAMES,
  QUANTIZER_OPTIONS,
  sharedConfigOf,
} from './quantizer-options.mjs';

// The bound of src/quantizer/sweep-spec.ts, which a plain Node script cannot import.
const MAX_RUNS = 500;

/** Options of `sweep` beside those of the file. */
export const SWEEP_OPTIONS = {
  levels: { type: 'string', default: '3' },
  'codebook-sizes': { type: 'string', default: '256' },
  methods: { type: 'string', default: 'lloyd' },
  seeds: { type: 'string', default: '0' },
  ...QUANTIZER_OPTIONS,
  ...POLICY_OPTIONS,
};

/** Each value once, in the order given. */
function listOf(text, value) {
  return [...new Set(text.split(',').map(value))];
}

/** The `SweepRequest` of src/headless/request.ts. */
export function sweepRequestOf(values) {
  const numbers = (name, least, most) =>
    listOf(values[name], (text) => whole(name, text, least, most));
  const spec = {
    methods: listOf(values.methods, (text) => oneOf('methods', text, METHOD_NAMES)),
    levels: numbers('levels', 1, MAX_LEVELS),
    sizes: numbers('codebook-sizes', 1, MAX_CODEBOOK_SIZE),
    seeds: numbers('seeds', 0, MAX_SEED),
  };
  const runs = Object.values(spec).reduce((product, { length }) => product * length, 1);
  if (runs > MAX_RUNS) throw wrong(`These lists make ${runs} runs; ${MAX_RUNS} are possible.`);
  return {
    ...inputOf(values),
    config: sharedConfigOf(values, spec.methods),
    spec,
    iterations: Object.fromEntries(
      spec.methods.map((method) => [method, iterationsOf(values, method)]),
    ),
    policy: policyOf(values),
  };
}
