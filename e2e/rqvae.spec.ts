import { expect, test } from './fixtures';

test('an RQ-VAE trains on the sample, shows its epochs, and is taken home', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  await page.getByLabel('Method').selectOption({ label: 'RQ-VAE, learned' });
  await expect(page.getByRole('textbox', { name: 'Epochs' })).toHaveValue('150');
  await workbench.setNumber('Codes K, exact', 32);
  await workbench.setNumber('Epochs', 3);
  await workbench.setNumber('Latent dims', 16);
  await page.getByRole('textbox', { name: 'Hidden widths' }).fill('32, x');
  await expect(page.getByText('Up to 8 whole numbers')).toBeVisible();
  await page.getByRole('textbox', { name: 'Hidden widths' }).fill('32');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('steps')).toHaveText('1 step an epoch, 3 in all.');
  await workbench.ready();
  await workbench.train();

  await expect(page.getByTestId('level-count')).toHaveText('3');
  await expect(page.getByTestId('reconstruction')).toContainText('%');
  await page.getByRole('tab', { name: 'Training' }).click();
  const learning = page.getByRole('img', { name: /After epoch 3 of 3/ });
  await expect(learning).toBeVisible();
  await expect(learning).toHaveAccessibleName(/reconstruction loss .* commitment loss/);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'model.safetensors' }).click();
  expect((await download).suggestedFilename()).toBe('model.safetensors');

  await page.getByRole('button', { name: 'Check against CPU' }).click();
  await expect(page.getByTestId('agreement')).toContainText('The CPU agrees', { timeout: 60_000 });
});

test('settings that no model can be built from are refused in words', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  await page.getByLabel('Method').selectOption({ label: 'RQ-VAE, learned' });
  await page.getByText('One codebook for all levels').click();
  await page.getByText('One K for all levels').click();
  await workbench.setNumber('K, level 2, exact', 64);
  await expect(workbench.problem('RQVAE_CONFIG')).toContainText('cannot have several sizes');
});
