export const CHROMIUM_ARGS: string[];
export const TEST_ARGS: string[];
export const CHROMIUM_GPU_ARGS: string[];
export const CHROMIUM_NO_GPU_ARGS: string[];
export function findChromium(): string | null;
