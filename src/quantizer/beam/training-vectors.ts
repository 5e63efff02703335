import { beamWidths } from './beam-shape';

/** FAISS's `max_points_per_centroid`. */
const POINTS_PER_CODE = 256;

interface BeamLevelShape {
  readonly rows: number;
  /** As padded. */
  readonly dim: number;
  readonly codebookSizes: readonly number[];
  /** 0-based. */
  readonly level: number;
  readonly beam: number;
  /** Bytes that one binding may have. */
  readonly bindingBytes: number;
}

/**
 * Vectors that a level is trained on: the residuals of all paths, and of more than FAISS takes a sample;
 * but never fewer than the rows, which training without beams would take, nor more than one binding holds.
 */
export function trainingVectors(shape: BeamLevelShape): number {
  const { rows, dim, codebookSizes, level, beam, bindingBytes } = shape;
  const paths = beamWidths(codebookSizes.slice(0, level), beam).at(-1) ?? 1;
  const limit = Math.max(rows, POINTS_PER_CODE * (codebookSizes[level] ?? 0));
  return Math.min(rows * paths, limit, Math.floor(bindingBytes / (4 * dim)));
}
