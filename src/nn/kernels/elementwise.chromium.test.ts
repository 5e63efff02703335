import { afterAll, describe, expect, test } from 'vitest';
import { realF32, untouchedF32 } from '../../compute/numbers.fixture';
import { agreesWithOracle, runOn } from '../../compute/run-on-both.fixture';
import { createWebGpuDevice } from '../../compute/webgpu/webgpu-device';
import { activate, ACTIVATIONS } from './activate';
import { activateBackward } from './activate-backward';
import { addBias } from './add-bias';
import { addDropped } from './add-dropped';
import { addScaled } from './add-scaled';
import { matrixF32, SHAPES, vectorF32 } from './matrices.fixture';

const gpu = await createWebGpuDevice();
afterAll(() => gpu.destroy());

const COUNTS = [0, 4, 252, 256, 260, 4100];
const kinds = Object.entries(ACTIVATIONS);

agreesWithOracle(
  gpu,
  addBias,
  SHAPES.map((shape) => ({
    name: shape.name,
    arrays: { bias: vectorF32(shape, 4, 1), value: matrixF32(shape, 4, 2) },
    calls: [{ rows: shape.rows, stride: shape.stride }],
  })),
);

agreesWithOracle(
  gpu,
  addScaled,
  COUNTS.flatMap((count) =>
    [0, 1, -0.3].map((scale) => ({
      name: `${count} elements times ${scale}`,
      arrays: { addend: realF32(count, 4, 1), total: realF32(count + 4, 4, 2) },
      calls: [{ count, scale }],
    })),
  ),
  { total: { relative: 1e-6, absolute: 1e-6 } },
);

const NO_MASK = { seed: 0, rate: 0, scale: 1 };
const MASK = { seed: 7, rate: 0.25, scale: 4 / 3 };

agreesWithOracle(
  gpu,
  addDropped,
  COUNTS.flatMap((count) =>
    [NO_MASK, MASK].map((mask) => ({
      name: `${count} elements at rate ${mask.rate}`,
      arrays: { x: realF32(count, 4, 1), addend: realF32(count, 4, 2), y: untouchedF32(count + 4) },
      calls: [{ count, ...mask }],
    })),
  ),
  { y: { relative: 1e-6, absolute: 1e-6 } },
);

const inputs = COUNTS.map((count) => ({ name: `${count} elements`, pre: realF32(count, 6, 1) }));
const extremes = {
  name: 'zero, the kink and both far ends',
  pre: Float32Array.of(0, 1e-6, -1e-6, 9, -9, 30, -30, 89, -89, 1e4, -1e4, 1e12, -1e12, 3, -3, -0),
};

for (const [kind, KIND] of kinds) {
  const cases = [...inputs, extremes].flatMap(({ name, pre }) =>
    [NO_MASK, MASK].map((mask) => ({
      name: `${kind}, ${name}, rate ${mask.rate}`,
      pre,
      calls: [{ count: pre.length, ...mask }],
      overrides: { KIND },
    })),
  );
  agreesWithOracle(
    gpu,
    activate,
    cases.map(({ pre, ...rest }) => ({
      ...rest,
      arrays: { pre, post: untouchedF32(pre.length + 4) },
    })),
    { post: { relative: 1e-5, absolute: 2e-6 } },
  );
  agreesWithOracle(
    gpu,
    activateBackward,
    cases.map(({ pre, ...rest }) => ({
      ...rest,
      arrays: {
        pre,
        postGradient: realF32(pre.length, 2, 3),
        preGradient: untouchedF32(pre.length + 4),
      },
    })),
    { preGradient: { relative: 1e-5, absolute: 1e-5 } },
  );
}

describe('padding', () => {
  test.for(kinds)('%s leaves zeros exactly zero', async ([, KIND]) => {
    const arrays = { pre: new Float32Array(8), post: untouchedF32(8) };
    const { post } = await runOn(gpu, activate, {
      arrays,
      calls: [{ count: 8, ...MASK }],
      overrides: { KIND },
    });
    expect([...post!].map(Math.abs)).toEqual(Array(8).fill(0));
  });
});
