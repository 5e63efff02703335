import { expect, test } from './fixtures';

test('a learned run is paused, stepped, and resumed after a reload', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  await page.getByLabel('Method').selectOption({ label: 'RQ-VAE, learned' });
  await workbench.setNumber('Codes K, exact', 16);
  await workbench.setNumber('Epochs', 16);
  await workbench.setNumber('Latent dims', 8);
  await page.getByRole('textbox', { name: 'Hidden widths' }).fill('16');
  await page.keyboard.press('Enter');
  await workbench.ready();
  await workbench.trainButton.click();
  await page.getByRole('button', { name: 'Pause' }).click();
  const stopped = page.getByTestId('stopped-run');
  await expect(stopped).toContainText(/The run is paused at epoch \d+ of 16\./);
  const epoch = Number(/epoch (\d+)/.exec(await stopped.innerText())?.[1]);
  await page.getByRole('button', { name: 'Step' }).click();
  await expect(stopped).toContainText(`paused at epoch ${epoch + 1} of 16.`);

  await page.reload();
  await expect(stopped).toContainText(`A run was interrupted at epoch ${epoch + 1} of 16.`, {
    timeout: 30_000,
  });
  await workbench.training(() => page.getByRole('button', { name: 'Resume' }).click());
  await expect(stopped).toHaveCount(0);
  // The settings came back with the run, and its history is whole.
  await expect(page.getByRole('textbox', { name: 'Epochs' })).toHaveValue('16');
  await page.getByRole('tab', { name: 'Training' }).click();
  await expect(page.getByRole('img', { name: /After epoch 16 of 16/ })).toBeVisible();
});
