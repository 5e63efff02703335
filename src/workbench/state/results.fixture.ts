import { DEFAULT_CONFIG, type QuantizerConfig } from '../../quantizer/config';
import { sidMetrics } from '../../sid/metrics';
import type { LevelResult } from '../../worker/protocol';
import { trainedFrom, type Trained } from './reuse';

/** Levels as the engine would return them, from codes given by hand. */
export function levelsFrom(
  codebookSizes: readonly number[],
  codes: readonly (readonly number[])[],
): LevelResult[] {
  const arrays = codes.map((level) => Uint32Array.from(level));
  const rows = arrays[0]?.length ?? 0;
  const { levels, depths } = sidMetrics({ rows, codebookSizes, codes: arrays });
  return arrays.map((level, l) => {
    const metrics = levels[l];
    const sid = depths[l];
    if (!metrics || !sid) throw new Error('no metrics');
    return {
      codebookSize: codebookSizes[l] ?? 0,
      codes: level,
      codebook: new Float32Array(),
      metrics,
      residualEnergy: 1 / (l + 2),
      meanCosine: 0.5,
      sid,
      seconds: 1,
      history: [],
      revived: 0,
      reused: false,
    };
  });
}

/** Three levels of four codes over six items; items 0 and 5 share their SID. */
export function trainedFixture(config: QuantizerConfig = DEFAULT_CONFIG): Trained {
  const levels = levelsFrom(
    [4, 4, 4],
    [
      [0, 0, 1, 1, 2, 0],
      [3, 1, 1, 1, 0, 3],
      [2, 2, 0, 1, 0, 2],
    ],
  );
  return trainedFrom(config, levels, { n: 6, unavoidableItems: 0, epochs: [], source: null });
}
