import { chromium } from 'playwright';
import { CHROMIUM_ARGS, CHROMIUM_GPU_ARGS, CHROMIUM_NO_GPU_ARGS } from '../chromium.mjs';
import { CliProblem } from './cli-problem.mjs';

/** A driver that does not answer in this time is not going to train anything. */
const PROBE_MS = 20_000;

/** Runs in the page: whether WebGPU answers, and whether with real hardware. */
async function probe() {
  let adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (navigator.gpu && !adapter) {
    // As src/compute/webgpu/adapter.ts: the GPU process may start anew during the first request.
    await new Promise((resolve) => setTimeout(resolve, 500));
    adapter = await navigator.gpu.requestAdapter();
  }
  if (!adapter) return 'none';
  const { isFallbackAdapter, architecture, description } = adapter.info;
  const software =
    isFallbackAdapter || /swiftshader|llvmpipe|lavapipe/i.test(`${architecture} ${description}`);
  return software ? 'software' : 'hardware';
}

// Playwright would end this process before the run's folder is tidied up.
const SIGNALS_ARE_OURS = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };

async function open(executablePath, args, url) {
  const browser = await chromium.launch({ executablePath, args, ...SIGNALS_ARE_OURS });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    return { browser, page };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** A page on the machine's GPU, or null if it has none that Chromium can use. */
async function openOnGpu(executablePath, url) {
  const opened = await open(executablePath, CHROMIUM_GPU_ARGS, url).catch(() => null);
  if (!opened) return null;
  const late = new Promise((done) => setTimeout(done, PROBE_MS, 'none').unref());
  const found = await Promise.race([opened.page.evaluate(probe), late]).catch(() => 'none');
  if (found === 'hardware') return opened;
  await opened.browser.close();
  return null;
}

/**
 * A headless Chromium with `url` open, on the device asked for (`auto`, `gpu` or `cpu`).
 * Throws `NO_GPU` where only a real GPU would do and there is none.
 */
export async function openPage(executablePath, device, url) {
  if (device === 'cpu') return open(executablePath, CHROMIUM_NO_GPU_ARGS, url);
  const opened = await openOnGpu(executablePath, url);
  if (opened) return opened;
  if (device === 'auto') return open(executablePath, CHROMIUM_ARGS, url);
  throw new CliProblem(
    'NO_GPU',
    'Chromium found no GPU that speaks WebGPU on this machine.',
    'Install its Vulkan driver, or use --device auto (SwiftShader) or --device cpu.',
  );
}
