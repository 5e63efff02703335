import type { T5Config } from '../config';

/** Standard deviation of a parameter's first values (`T5PreTrainedModel._init_weights`); null: all 1. */
export function firstDeviation(name: string, config: T5Config): number | null {
  const { dModel, dKv, numHeads, dFf } = config;
  if (name.endsWith('layer_norm.weight')) return null;
  if (name === 'shared.weight' || name === 'lm_head.weight') return 1;
  if (name.endsWith('.q.weight')) return (dModel * dKv) ** -0.5;
  if (name.endsWith('.o.weight')) return (numHeads * dKv) ** -0.5;
  if (name.endsWith('.wo.weight')) return dFf ** -0.5;
  return dModel ** -0.5;
}
