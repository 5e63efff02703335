import {
  DEFAULT_CONFIG,
  MAX_CODEBOOK_SIZE,
  MAX_LEVELS,
  type QuantizerConfig,
} from '../../quantizer/config';

/** What the Tune panel holds: a config, plus the sizes of levels that are switched off just now. */
export interface Draft extends Omit<QuantizerConfig, 'codebookSizes'> {
  /** L, in 1..MAX_LEVELS. */
  readonly levels: number;
  /** One K for all levels: `sizes[0]`. */
  readonly sameSize: boolean;
  /** K per level, always MAX_LEVELS long. */
  readonly sizes: readonly number[];
}

export function initialDraft(config: QuantizerConfig = DEFAULT_CONFIG): Draft {
  const { codebookSizes, ...rest } = config;
  const last = codebookSizes.at(-1) ?? 1;
  return {
    ...rest,
    levels: codebookSizes.length,
    sameSize: codebookSizes.every((size) => size === last),
    sizes: Array.from({ length: MAX_LEVELS }, (_, level) => codebookSizes[level] ?? last),
  };
}

export function configOf(draft: Draft): QuantizerConfig {
  const { levels, sameSize, sizes, ...rest } = draft;
  const first = sizes[0] ?? 1;
  const codebookSizes = sizes.slice(0, levels).map((size) => (sameSize ? first : size));
  return { ...rest, codebookSizes };
}

/** K of one level (0-based), or of all where one K serves all. */
export function withSize(draft: Draft, level: number, size: number): Draft {
  const whole = Math.max(1, Math.min(MAX_CODEBOOK_SIZE, Math.round(size)));
  const sizes = draft.sizes.map((old, i) => (draft.sameSize || i === level ? whole : old));
  return { ...draft, sizes };
}

/** SID space: prod K_l, a float that may exceed 2^53. */
export function spaceOf(config: QuantizerConfig): number {
  return config.codebookSizes.reduce((product, size) => product * size, 1);
}
