import { CHROMIUM_NO_GPU_ARGS, findChromium } from '../scripts/chromium.mjs';
import { noise, npy } from './files';
import { expect, test } from './fixtures';

const executablePath = findChromium();

test.use({
  launchOptions: { args: CHROMIUM_NO_GPU_ARGS, ...(executablePath ? { executablePath } : {}) },
});

test.beforeEach(({ guard }) => {
  // Chromium's own word on an adapter that is not there.
  guard.allow(/WebGPU/i, /No available adapters/i);
});

test('without WebGPU the page says why, and the CPU device goes on', async ({
  page,
  workbench,
}) => {
  await page.goto('./');
  const panel = page.getByRole('alert').filter({ hasText: 'GPU_UNAVAILABLE' });
  await expect(panel).toBeVisible({ timeout: 30_000 });
  await expect(panel.getByRole('table')).toContainText('WebGPU');
  await expect(panel).toContainText('Firefox');

  await panel.getByRole('button', { name: 'Go on with the CPU device' }).click();
  await expect(page.getByTestId('adapter')).toContainText('CPU device, slow');
  await workbench.openRows(npy('small.npy', 80, 4, noise));
  await expect(workbench.banner).toHaveText('80 of 80 rows, seed 7');
  await workbench.setSmall();
  await workbench.ready();
  await workbench.train();
  await expect(page.getByTestId('level-count')).toHaveText('3');
});
