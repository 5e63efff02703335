import type { Locator, Page } from '@playwright/test';
import { findings } from './axe';
import { noise, npy } from './files';
import { expect, test } from './fixtures';
import type { Workbench } from './workbench';

const runsTable = (page: Page): Locator => page.getByRole('grid', { name: 'Runs' });

/** The row of a run, by its number. */
function runRow(page: Page, number: number): Locator {
  const cell = page.getByRole('gridcell', { name: String(number), exact: true });
  return runsTable(page).getByRole('row').filter({ has: cell }).first();
}

async function showRuns(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^Runs/ }).click();
  await expect(page.getByRole('region', { name: 'Runs' })).toBeVisible();
}

/** Two runs on the sample, with 16 and with 32 codes. */
async function trainTwice(workbench: Workbench): Promise<void> {
  await workbench.openSample();
  await workbench.setSmall();
  await workbench.ready();
  await workbench.train();
  await workbench.setNumber('Codes K, exact', 32);
  await workbench.ready();
  await workbench.train();
}

test('runs are kept, compared with a baseline, survive a reload, and are deleted by name', async ({
  page,
  workbench,
}) => {
  await trainTwice(workbench);
  await showRuns(page);
  await expect(runsTable(page)).toHaveAttribute('aria-rowcount', '3');
  await expect(page.getByText('2 runs kept; run 2 has the most unique SIDs')).toBeVisible();

  await runRow(page, 1).click();
  await page.getByRole('textbox', { name: 'Name of run 1' }).fill('sixteen codes');
  await page.getByRole('textbox', { name: 'Name of run 1' }).press('Enter');
  await page.getByRole('button', { name: 'Pin as baseline' }).click();
  await runRow(page, 2).click();

  const comparison = page.getByRole('region', { name: 'Comparison' });
  await expect(comparison.locator('.headline')).toContainText(
    'Against run 1 (the baseline), run 2',
  );
  const unique = comparison.getByRole('row', { name: /^Unique ratio/ });
  await expect(unique).toContainText(/\+[\d.]+ pp better/);
  await expect(comparison.getByRole('row', { name: /^Bits/ })).toContainText('+3');
  await expect(page.getByTestId('other-bits')).toContainText('15 bits');
  const settings = comparison.getByRole('region', { name: 'Settings that differ' });
  await expect(settings.getByRole('row')).toHaveCount(2);
  await expect(settings).toContainText('codebookSizes');
  const agreement = page.getByTestId('sid-agreement');
  await expect(agreement.getByRole('row')).toHaveCount(4);
  await comparison.getByRole('combobox', { name: 'Figure per level' }).selectOption('Usage');
  await comparison.getByRole('button', { name: 'Per level as a table' }).click();
  await expect(comparison.getByRole('table', { name: 'Per level' })).toContainText('Level 3');

  await page.reload();
  await workbench.ready();
  await showRuns(page);
  await expect(runsTable(page)).toHaveAttribute('aria-rowcount', '3');
  await expect(runRow(page, 1)).toContainText('sixteen codes');
  await expect(runRow(page, 1).getByRole('img', { name: 'baseline' })).toBeVisible();
  await runRow(page, 2).click();
  await expect(agreement.getByRole('row')).toHaveCount(4);

  await page.getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('alertdialog', { name: /^Delete run 2 \(.*KiB\)\?/ });
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(runsTable(page)).toHaveAttribute('aria-rowcount', '3');
  await page.getByRole('button', { name: 'Delete…' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(runsTable(page)).toHaveAttribute('aria-rowcount', '2');
  await page.reload();
  await workbench.ready();
  await showRuns(page);
  await expect(runsTable(page)).toHaveAttribute('aria-rowcount', '2');
});

test('runs of different data are said to be so, and have no agreement', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  await workbench.setSmall();
  await workbench.ready();
  await workbench.train();
  await workbench.openRows(npy('other.npy', 200, 8, noise));
  await expect(workbench.banner).toHaveText('200 of 200 rows, seed 7');
  await workbench.ready();
  await workbench.train();
  await showRuns(page);
  await runRow(page, 1).click();
  await runRow(page, 2).click();
  await expect(page.getByTestId('other-data')).toContainText('Run 2 was trained on other vectors');
  await expect(page.getByRole('row', { name: /^Unique ratio/ })).toContainText('other data');
  await expect(page.getByTestId('sid-agreement')).toHaveCount(0);
});

test('a browser that stores nothing still trains, and says that runs are not stored', async ({
  page,
  workbench,
}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The user denied permission.', 'SecurityError');
    };
  });
  await workbench.openSample();
  await workbench.setSmall();
  await workbench.ready();
  await workbench.train();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await showRuns(page);
  await expect(page.getByRole('status').filter({ hasText: 'STORAGE_UNAVAILABLE' })).toBeVisible();
  await expect(runsTable(page)).toHaveAttribute('aria-rowcount', '2');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('axe finds nothing serious in training, runs and sweep', async ({ page, workbench }) => {
      await trainTwice(workbench);
      await page.getByRole('tab', { name: 'Training' }).click();
      await expect(page.getByRole('region', { name: 'Training' })).toContainText('Revived');
      expect(await findings(page)).toEqual([]);
      await showRuns(page);
      await runRow(page, 1).click();
      await runRow(page, 2).click();
      await expect(page.getByTestId('sid-agreement')).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Delete…' }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('tab', { name: 'Sweep' }).click();
      await expect(page.getByTestId('sweep-plan')).toContainText('12 runs');
      expect(await findings(page)).toEqual([]);
    });
  });
}
