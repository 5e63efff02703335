import { FUSED_ROWS } from '../kernels/fused-attention-shape';

/**
 * How the gradient of a head's scores is handed on to a position bias: [lines][width], where column c
 * of line l is of pairs of key - query = c - lead - step l. Either each pair has its own place, or, from
 * fused kernels, a line is of 8 queries, summed along their diagonals.
 */
export interface BiasLines {
  readonly lines: number;
  readonly width: number;
  readonly step: number;
  readonly lead: number;
}

export function biasLines(
  fused: boolean,
  { queries, keys }: { readonly queries: number; readonly keys: number },
): BiasLines {
  if (!fused) return { lines: queries, width: keys, step: 1, lead: 0 };
  const lines = Math.ceil(queries / FUSED_ROWS);
  return { lines, width: keys + FUSED_ROWS, step: FUSED_ROWS, lead: FUSED_ROWS };
}
