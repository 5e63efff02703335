import type { ProblemDetail } from '../../problem';

/** What decides the outcome of a cap. The same config and SIDs give the same result. */
export interface CapConfig {
  /** Most items a SID may hold, 1 to 100. */
  readonly cap: number;
  /** Other codes that an item over the cap may try, 1 to 200; there are at most K - 1. */
  readonly candidates: number;
  /** Rounds after which the items left count as unplaced, 1 to 1000. */
  readonly maxRounds: number;
  /** Of every draw: a whole number in [0, 2^32). */
  readonly seed: number;
}

export interface SinkhornConfig {
  /** Entropic regularisation as a share of half the range of the prefix's distances, 1e-4 to 1. */
  readonly epsilon: number;
  /** Sinkhorn iterations a prefix at most, 1 to 1000. */
  readonly iterations: number;
}

export type PolicyConfig =
  | { readonly policy: 'keep' }
  | { readonly policy: 'suffix' }
  | (CapConfig & { readonly policy: 'knnCap' })
  | (CapConfig & { readonly policy: 'randomCap' })
  | (SinkhornConfig & { readonly policy: 'sinkhorn' });

export type PolicyName = PolicyConfig['policy'];

/** FORGE's cap and list length; it states no limit of rounds. */
const CAP: CapConfig = { cap: 5, candidates: 200, maxRounds: 100, seed: 0 };

export const DEFAULT_POLICIES: {
  readonly [P in PolicyName]: Extract<PolicyConfig, { policy: P }>;
} = {
  keep: { policy: 'keep' },
  suffix: { policy: 'suffix' },
  knnCap: { policy: 'knnCap', ...CAP },
  randomCap: { policy: 'randomCap', ...CAP },
  // LC-Rec's epsilon for its last level, whose distances it centres to [-1, 1]: the same unit.
  sinkhorn: { policy: 'sinkhorn', epsilon: 0.003, iterations: 50 },
};

interface Range {
  readonly code: string;
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

const whole = (code: string, name: string, min: number, max: number): Range => ({
  code,
  name,
  min,
  max,
  whole: true,
});

const CAP_RANGES: Readonly<Record<keyof CapConfig, Range>> = {
  cap: whole('POLICY_CAP', 'The cap of items a SID', 1, 100),
  candidates: whole('POLICY_CANDIDATES', 'The length of the candidate lists', 1, 200),
  maxRounds: whole('POLICY_ROUNDS', 'The limit of rounds', 1, 1000),
  seed: whole('POLICY_SEED', 'The seed', 0, 2 ** 32 - 1),
};

const SINKHORN_RANGES: Readonly<Record<keyof SinkhornConfig, Range>> = {
  // Below 1e-4 some 20,000 units of cost separate two codes and 1000 iterations rarely converge.
  epsilon: { code: 'POLICY_EPSILON', name: 'Epsilon', min: 1e-4, max: 1, whole: false },
  iterations: whole('POLICY_ITERATIONS', 'The number of iterations', 1, 1000),
};

/** The first value out of range, or null. */
export function checkPolicy(config: PolicyConfig): ProblemDetail | null {
  switch (config.policy) {
    case 'keep':
    case 'suffix':
      return null;
    case 'knnCap':
    case 'randomCap':
      return firstOutside(config, CAP_RANGES);
    case 'sinkhorn':
      return firstOutside(config, SINKHORN_RANGES);
  }
}

function firstOutside<K extends string>(
  values: Readonly<Record<K, number>>,
  ranges: Readonly<Record<K, Range>>,
): ProblemDetail | null {
  for (const key of Object.keys(ranges) as K[]) {
    const { code, name, min, max, whole: isWhole } = ranges[key];
    const value = values[key];
    // Written so that NaN is outside.
    if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) continue;
    const kind = isWhole ? 'a whole number' : 'a number';
    const range = `${min.toLocaleString('en-US', DIGITS)} to ${max.toLocaleString('en-US')}`;
    return {
      code,
      message: `${name} is ${value}; it must be ${kind}, ${range}.`,
      hint: `Choose ${kind} in ${range}.`,
    };
  }
  return null;
}

/** So that 1e-4 does not read 0. */
const DIGITS = { maximumFractionDigits: 6 };
