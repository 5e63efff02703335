import { readFile } from 'node:fs/promises';

/** A slow disk may need minutes; a stuck page must still end. */
const MAX_MS = 600_000;
const SAMPLE_EVERY_MS = 50;

/**
 * Opens a large file in the workbench as a user would, takes a seeded sample, and times both.
 * @param {import('playwright').Page} page with the workbench open
 */
export async function measureFile(page, path, sample, dim) {
  page.setDefaultTimeout(MAX_MS);
  const train = page.getByRole('button', { name: 'Train', exact: true });
  await train.and(page.locator('[aria-disabled="false"]')).waitFor();
  const watch = await watchMemory(page);
  const count = sample.toLocaleString('en');
  try {
    const openStart = performance.now();
    await page.getByLabel('File with item embeddings').setInputFiles(path);
    const use = page.getByRole('button', { name: 'Use these rows' });
    await use.waitFor();
    const openSeconds = (performance.now() - openStart) / 1000;

    const rows = page.getByRole('textbox', { name: 'Sample rows' });
    // The page suggests a sample of files that are too large to be read whole.
    if (await rows.isDisabled()) await page.getByText('Uniform sample', { exact: true }).click();
    await rows.fill(String(sample));
    await rows.press('Tab');
    const sliceStart = performance.now();
    await use.click();
    await page.getByTestId('banner').getByText(`${count} of`).waitFor();
    const sliceSeconds = (performance.now() - sliceStart) / 1000;
    return { openSeconds, sliceSeconds, sliceBytes: sample * dim * 4, ...(await watch.end()) };
  } finally {
    await watch.end();
  }
}

/** Resident bytes of the tab's process before, and at most meanwhile; null where the system does not tell. */
async function watchMemory(page) {
  const session = await page.context().browser().newBrowserCDPSession();
  const resident = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const renderers = processInfo.filter(({ type }) => type === 'renderer');
    const each = await Promise.all(renderers.map(({ id }) => residentBytes(id)));
    return each.reduce((sum, bytes) => sum + bytes, 0);
  };
  const before = await resident().catch(() => null);
  let peak = before;
  const timer = setInterval(async () => {
    const now = await resident().catch(() => null);
    if (now !== null && peak !== null) peak = Math.max(peak, now);
  }, SAMPLE_EVERY_MS);
  return {
    end: async () => {
      clearInterval(timer);
      await session.detach().catch(() => undefined);
      return { bytesBefore: before, bytesPeak: peak };
    },
  };
}

/** Linux only. */
async function residentBytes(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error('no VmRSS');
  return Number(kilobytes) * 1024;
}
