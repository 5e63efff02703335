import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const QUIET_ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Flags that give WebGPU in software (SwiftShader) in headless Chromium, the same everywhere. */
export const CHROMIUM_ARGS = [
  ...QUIET_ARGS,
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];

/** Flags that give WebGPU on the machine's GPU, if it has one. */
export const CHROMIUM_GPU_ARGS = [
  ...QUIET_ARGS,
  '--enable-unsafe-webgpu',
  '--ignore-gpu-blocklist',
  ...(process.platform === 'linux'
    ? ['--enable-features=Vulkan', '--use-angle=vulkan', '--disable-vulkan-surface']
    : []),
];

/** Flags for the tests: SwiftShader, so that they say the same everywhere; `SID_ADAPTER=gpu` for the GPU. */
export const TEST_ARGS = process.env['SID_ADAPTER'] === 'gpu' ? CHROMIUM_GPU_ARGS : CHROMIUM_ARGS;

/** Flags that give no WebGPU at all: what a browser without an adapter looks like. */
export const CHROMIUM_NO_GPU_ARGS = [...QUIET_ARGS, '--disable-gpu'];

const INSTALLED = [
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Playwright's own Chromium, if it has been downloaded. */
function playwrightChromium() {
  try {
    const { chromium } = createRequire(import.meta.url)('playwright');
    return chromium.executablePath();
  } catch {
    return null;
  }
}

/** Path of a Chrome or Chromium on this machine, or null. `SID_CHROMIUM` overrides. */
export function findChromium() {
  const override = process.env['SID_CHROMIUM'];
  if (override) return override;
  const path = INSTALLED.find((candidate) => existsSync(candidate)) ?? playwrightChromium();
  return path && existsSync(path) ? path : null;
}
