import { deriveSeed } from '../../compute/random';
import { realF32 } from '../../compute/numbers.fixture';
import { t5Parameters, t5Preset, type T5Config } from './config';
import type { T5Weights } from './model-file';

/** A model with nothing in common: odd sizes, heads * dKv other than dModel. */
export function oddT5(overrides: Partial<T5Config> = {}): T5Config {
  return {
    ...t5Preset('tiny', 29),
    ...{ dModel: 10, dKv: 6, numHeads: 3, dFf: 14, numLayers: 2, numDecoderLayers: 2 },
    ...overrides,
  };
}

/** Seeded values, large enough that attention is far from even. */
export function randomWeights(config: T5Config, seed: number): T5Weights {
  return new Map(
    t5Parameters(config).map(({ name, shape }, i) => {
      const length = shape.reduce((product, size) => product * size, 1);
      const values = realF32(length, shape.length === 1 ? 0.5 : 1, deriveSeed(seed, i));
      // A norm's gain is about 1.
      return [name, shape.length === 1 ? values.map((value) => 1 + value) : values];
    }),
  );
}
