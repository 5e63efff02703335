import { expect, test } from './fixtures';

test('balanced codes tell what nearest ones would be, and FSQ shows only what acts', async ({
  page,
  workbench,
}) => {
  await workbench.openSample();
  const method = page.getByLabel('Method');
  await method.selectOption({ label: 'Balanced' });
  await expect(page.getByLabel('Distance')).toHaveCount(0);
  await workbench.setNumber('Codes K, exact', 16);
  await workbench.setNumber('Iterations', 2);
  await workbench.ready();
  await workbench.train();
  await page.getByRole('tab', { name: 'Training' }).click();
  await expect(page.getByTestId('nearest')).toContainText(/Same SID.*%/s);

  await method.selectOption({ label: 'FSQ, fixed grid' });
  await expect(page.getByLabel('Seed')).toHaveCount(0);
  await expect(page.getByText('Revive dead codes')).toHaveCount(0);
  await page.getByRole('button', { name: 'Finite scalar quantization' }).focus();
  await expect(page.getByRole('tooltip')).toContainText('round(h tanh');
  await workbench.ready();
  await workbench.train();
  await expect(page.getByText('Nothing was trained: the codewords were given')).toBeVisible();
  await expect(page.getByTestId('nearest')).toHaveCount(0);
});
