import linearIndex from '../../shaders/common/linear-index.wgsl?raw';
import random from '../../shaders/common/random.wgsl?raw';

/** Shared helpers are joined to a shader by concatenation, behind it so that line numbers hold. */
export const withLinearIndex = (wgsl: string): string => `${wgsl}\n${linearIndex}`;
export const withRandom = (wgsl: string): string => `${wgsl}\n${random}`;
