import type { JobContext } from '../assign';
import { encodeLevels } from '../encode/encode-levels';
import type { LevelResult, NearestReport } from '../results';
import { pad, type PreparedVectors } from '../vectors';

/** What the same codebooks give where every row takes its nearest codeword, as a new item would. */
export async function nearestReport(
  context: JobContext,
  vectors: PreparedVectors,
  levels: readonly LevelResult[],
  signal: AbortSignal | undefined,
): Promise<NearestReport> {
  const { dim, dimPadded, energy, rows } = vectors;
  const codebooks = levels.map(({ codebook }) => pad(codebook, dim, dimPadded));
  const coded = await encodeLevels(context, vectors, codebooks, {
    ...{ distance: 'l2', beam: 1, energy, signal },
  });
  const last = coded.at(-1)!;
  let equal = 0;
  for (let row = 0; row < rows; row++) {
    if (coded.every(({ codes }, l) => codes[row] === levels[l]!.codes[row])) equal += 1;
  }
  return {
    codes: coded.map(({ codes }) => codes),
    ...{ equal, sid: last.sid, reconstruction: last.residualEnergy },
  };
}
