import { roundUp } from '../../compute/kernel';
import { hitrate, type HitrateAtK } from '../../sid/embedding-hitrate';
import { Problem } from '../../problem';
import type { JobContext } from '../assign';
import { DIM_ALIGN } from '../kernels/layout';
import type { EncodedLevel, PolicyProgress } from '../policies/types';
import { pad, type PreparedVectors } from '../vectors';
import { rankRelated, type RelatedRows } from './rank-related';
import { reconstructions } from './reconstructions';

/** Cut-offs shown. */
export const HITRATE_KS = [1, 5, 10, 20, 50, 100] as const;

export interface HitrateRequest {
  /** Levels of a finished run, with the codes to be judged. */
  readonly levels: readonly Pick<EncodedLevel, 'codebookSize' | 'codes' | 'codebook'>[];
  readonly pairs: RelatedRows;
}

export interface EmbeddingHitrate {
  /** On the vectors as they were quantized (centred and normalised as the run was). */
  readonly raw: readonly HitrateAtK[];
  /** On the sums of codewords; of a learned tokenizer, in its latent space. */
  readonly reconstructed: readonly HitrateAtK[];
  readonly seconds: number;
}

/**
 * Embedding hitrate@k by cosine (FORGE, arXiv 2509.20904), on raw vectors, which cannot tell
 * quantizers apart, and on reconstructions. Items of one SID have one reconstruction: of them the
 * lowest row is taken to be nearest. Throws `HITRATE_MEMORY`, `CANCELLED`.
 */
export async function embeddingHitrate(
  context: JobContext,
  { levels, pairs }: HitrateRequest,
  { values, rows, dim, dimPadded }: PreparedVectors,
  onProgress: (progress: PolicyProgress) => void,
  signal?: AbortSignal,
): Promise<EmbeddingHitrate> {
  const started = performance.now();
  const [first] = levels;
  if (!first) throw new Problem('NO_RUN', 'Nothing is trained yet.', 'Train first.');
  const rank = async (phase: string, vectors: Float32Array, width: number) => {
    const ranks = await rankRelated(context, vectors, width, pairs, {
      signal,
      onProgress: (done, total) => onProgress({ phase, done, total }),
    });
    return hitrate(ranks, HITRATE_KS);
  };
  const raw = await rank('Ranking raw vectors', values, dimPadded);
  const width = first.codebook.length / first.codebookSize;
  const padded = width === dim ? dimPadded : roundUp(width, DIM_ALIGN);
  const sums = pad(reconstructions(levels, rows, width), width, padded);
  const reconstructed = await rank('Ranking reconstructions', sums, padded);
  return { raw, reconstructed, seconds: (performance.now() - started) / 1000 };
}
