import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const headline = (page: Page) => page.getByTestId('policy-headline');
const chip = (page: Page) => page.getByTestId('policy-chip');

/** What the page exports as `name`. */
async function exported(page: Page, name: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  return readFileSync(await (await download).path());
}

test('a KNN cap changes the SIDs, says what it costs, and goes back', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  await workbench.setNumber('Codes K, exact', 32);
  await workbench.setNumber('Iterations', 3);
  await workbench.train();
  const trained = {
    unique: await workbench.value('unique-ratio'),
    max: Number(await workbench.value('max-bucket')),
  };
  expect(trained.max).toBeGreaterThan(9);
  await expect(chip(page)).toBeHidden();

  await page.getByRole('tab', { name: 'Policy' }).click();
  await expect(headline(page)).toContainText('No policy is applied');
  await workbench.setNumber('Cap, items a SID', 9);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(chip(page)).toHaveText(/KNN cap 9 applied/, { timeout: 60_000 });
  await expect(headline(page)).toHaveText(
    /^KNN cap 9 (leaves no bucket above 9|finds no place for .+): [\d,]+ items? moved, distortion \+/,
  );
  expect(await workbench.value('unique-ratio')).not.toBe(trained.unique);
  const table = page.getByTestId('policy-table');
  await expect(table.getByRole('row', { name: /Max bucket/ })).toContainText(String(trained.max));
  await expect(table.getByRole('row', { name: /Distortion/ })).toContainText(/\+.+% worse/);
  await expect(table.getByRole('row', { name: /Prefix changes/ })).toContainText('0');

  // The other views and the exports show the policy's SIDs, too.
  const unique = await workbench.value('unique-ratio');
  await page.getByRole('tab', { name: 'Codes' }).click();
  expect(await workbench.value('unique-ratio')).toBe(unique);
  const metrics = JSON.parse((await exported(page, 'metrics.json')).toString()) as {
    sid: { max_bucket: number };
    policy: { name: string; parameters: { cap: number }; before: { max_bucket: number } };
  };
  expect(metrics.policy).toMatchObject({ name: 'knn-cap', parameters: { cap: 9 } });
  expect(metrics.policy.before.max_bucket).toBe(trained.max);
  expect(metrics.sid.max_bucket).toBe(Number(await workbench.value('max-bucket')));
  const codes = await exported(page, 'codes.npy');

  await page.getByRole('button', { name: 'Back to the trained codes' }).click();
  await expect(chip(page)).toBeHidden();
  expect(await workbench.value('unique-ratio')).toBe(trained.unique);
  expect((await exported(page, 'codes.npy')).equals(codes)).toBe(false);
});

test('by keyboard: the suffix tells all items apart; another L ends it', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  await workbench.setSmall();
  await workbench.train();
  const { keyboard } = page;
  await keyboard.press('Escape');
  await page.locator('#panel-usage').focus();
  await keyboard.press('p');
  await expect(page.locator('#panel-policy')).toBeFocused();
  await keyboard.press('Tab');
  await expect(page.getByRole('combobox', { name: 'Policy', exact: true })).toBeFocused();
  await keyboard.type('Suffix');
  await keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Apply' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(headline(page)).toContainText('Suffix token gives every item a SID of its own');
  await expect(page.getByTestId('level-count')).toHaveText('4');
  expect(await workbench.value('unique-ratio')).toBe('100%');
  await keyboard.press('Tab');
  await expect(
    page.getByRole('button', { name: 'Back to the trained codes' }).last(),
  ).toBeFocused();

  await page.locator('#panel-tune').focus();
  await keyboard.press('Tab');
  await keyboard.press('ArrowLeft');
  await expect(page.getByTestId('level-count')).toHaveText('2');
  await expect(chip(page)).toBeHidden();
});

test('items without a place are listed, and can be looked at', async ({ page, workbench }) => {
  await workbench.openSample();
  await workbench.setSmall();
  await workbench.train();
  await page.getByRole('tab', { name: 'Policy' }).click();
  await workbench.setNumber('Cap, items a SID', 1);
  await page.getByRole('button', { name: 'Apply' }).click();
  const unplaced = page.getByTestId('unplaced-items');
  await expect(unplaced).toContainText('unplaced items', { timeout: 60_000 });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await unplaced.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('item-card')).toBeVisible();
});
