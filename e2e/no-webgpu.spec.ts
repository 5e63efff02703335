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

test('a browser without navigator.gpu is told apart from one without an adapter', async ({
  page,
}) => {
  // Also in the engine's worker, which an init script does not reach.
  const forget = (scope: string) => `delete ${scope}.prototype.gpu;`;
  await page.addInitScript(forget('Navigator'));
  await page.route(/engine\.worker/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: `${forget('WorkerNavigator')}\n${await response.text()}`,
    });
  });
  await page.goto('./');
  const panel = page.getByRole('alert').filter({ hasText: 'GPU_UNAVAILABLE' });
  await expect(panel).toContainText('navigator.gpu is missing', { timeout: 30_000 });
  await expect(panel.getByRole('table')).toContainText('the API is missing');
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
