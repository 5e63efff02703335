import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from './config';
import { levelKeys } from './level-cache';

const config = { ...DEFAULT_CONFIG, codebookSizes: [16, 16, 16] };

describe('level keys', () => {
  it('are shared by the levels above a change, and by those only', () => {
    const [a, b, c] = levelKeys(config);
    const [x, y, z] = levelKeys({ ...config, codebookSizes: [16, 8, 16] });
    expect(x).toBe(a);
    expect(y).not.toBe(b);
    expect(z).not.toBe(c);
    expect(levelKeys({ ...config, codebookSizes: [16, 16] })).toEqual([a, b]);
  });

  it.each([
    { seed: 1 },
    { iterations: 3 },
    { center: !config.center },
    { distance: 'cosine' as const },
    { reviveDeadCodes: false },
    { method: 'ema' as const },
  ])('change with %o', (change) => {
    expect(levelKeys({ ...config, ...change })[0]).not.toBe(levelKeys(config)[0]);
  });

  it('change with the paths trained on, but for level 1, and only where there are any', () => {
    const [a, b] = levelKeys(config);
    const [x, y] = levelKeys({ ...config, trainBeam: 5 });
    expect(x).toBe(a);
    expect(y).not.toBe(b);
    const ema = { ...config, method: 'ema' as const };
    expect(levelKeys({ ...ema, trainBeam: 5 })).toEqual(levelKeys(ema));
  });

  it('ignore EMA settings under Lloyd, where they decide nothing', () => {
    const ema = { ...config.ema, decay: 0.5 };
    expect(levelKeys({ ...config, ema })).toEqual(levelKeys(config));
    expect(levelKeys({ ...config, ema, method: 'ema' })).not.toEqual(
      levelKeys({ ...config, method: 'ema' }),
    );
  });
});
