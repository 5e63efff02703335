import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** Keeps the page's workers within reach, so that a test can speak to the engine behind its back. */
async function keepWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const workers: Worker[] = [];
    Object.assign(window, { workers });
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (String(url).includes('engine')) workers.push(this);
      }
    };
  });
}

/** Asks the engine to lose its device, as a driver reset would. */
function loseDevice(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { workers } = window as unknown as { workers: Worker[] };
    for (const worker of workers) {
      worker.postMessage({ kind: 'call', id: 1_000_000, method: 'loseDevice' });
    }
  });
}

test('Cancel stops a run, keeps the finished one, and another can start', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  await workbench.setSmall();
  await workbench.train();
  const unique = await workbench.value('unique-ratio');

  await workbench.setNumber('Codes K, exact', 1024);
  await workbench.setNumber('Iterations', 1000);
  await workbench.trainButton.click();
  await expect(page.getByTestId('job-status')).toContainText(/level 1/i);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-run', 'cancelled');
  await expect(page.getByRole('alert')).toHaveCount(0);

  await workbench.setSmall();
  expect(await workbench.value('unique-ratio')).toBe(unique);
  await workbench.setNumber('Seed', 1);
  await workbench.ready();
  await workbench.train();
});

test('a lost device is reported, its run is offered once, and training starts on a new one', async ({
  page,
  workbench,
  guard,
}) => {
  guard.allow(/device was lost|device is lost|GPU_LOST/i);
  await keepWorkers(page);
  await workbench.openSample();
  await workbench.setNumber('Codes K, exact', 256);
  await workbench.setNumber('Iterations', 1000);
  await workbench.trainButton.click();
  await expect(page.getByTestId('job-status')).toContainText(/level 1/i);
  await loseDevice(page);
  await expect(workbench.problem('GPU_LOST')).toBeVisible({ timeout: 30_000 });
  await expect(workbench.banner).toHaveText('3,496 of 3,496 rows, seed 7');

  await expect(page.getByRole('button', { name: 'Resume' })).toHaveCount(1);

  await workbench.setSmall();
  await workbench.train();
  await expect(page.getByTestId('level-count')).toHaveText('3');
  await expect(page.getByRole('button', { name: 'Resume' })).toHaveCount(0);
});
