import { findings } from './axe';
import { noise, npy, npyIds } from './files';
import { expect, test } from './fixtures';

/** 300 items of 3 x 8 codes, of which the last 20 repeat the first 20. */
const sidOf = (item: number) => [item % 5, Math.floor(item / 5) % 8, Math.floor(item / 40)];
const indexOf = (items: number, firstId = 0) =>
  Object.fromEntries(
    Array.from({ length: items }, (_, item) => [
      String(firstId + item),
      sidOf(item < 280 ? item : item - 280).map((code, l) => `<${'abc'.charAt(l)}_${code}>`),
    ]),
  );
const file = (name: string, text: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(text),
});

test('an index.json opens without vectors, then on the vectors of its items', async ({
  page,
  workbench,
}) => {
  await page.goto('./');
  await workbench.open(file('mine.index.json', JSON.stringify(indexOf(300))));
  await expect(workbench.banner).toHaveText('300 items', { timeout: 30_000 });
  await expect(page.locator('.summary')).toContainText('read from mine.index.json');
  await expect(page.getByTestId('unique-ratio')).toHaveText('93.33%');
  await expect(page.getByTestId('items-in-collision')).toHaveText('13.33%');
  await expect(page.getByTestId('max-bucket')).toHaveText('2');
  await expect(workbench.trainButton).toBeHidden();
  const tune = page.getByRole('region', { name: 'Tune' });
  await expect(tune).toContainText('without vectors');
  expect(await findings(page)).toEqual([]);

  const titles = Object.keys(indexOf(300)).map((id) => `${id},Film ${id}`);
  await workbench.open(file('titles.csv', ['item_id,title', ...titles].join('\n')));
  await page.getByRole('searchbox', { name: 'Search items' }).fill('Film 284');
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('1 item found');

  await page.getByRole('tab', { name: 'Policy' }).click();
  const apply = page.getByRole('button', { name: 'Apply' });
  await page.getByRole('combobox', { name: 'Policy' }).selectOption('Suffix token');
  await expect(apply).toHaveAttribute('aria-disabled', 'false', { timeout: 30_000 });
  await apply.click();
  await expect(page.getByTestId('policy-headline')).toContainText('Suffix token');

  await tune.getByLabel('File with the vectors of these items').setInputFiles([
    npy('v.npy', 300, 8, noise),
    npyIds(
      'v.ids.npy',
      Array.from({ length: 300 }, (_, i) => i),
    ),
  ]);
  await expect(workbench.banner).toHaveText('300 of 300 rows, seed 7', { timeout: 30_000 });
  await page.getByRole('tab', { name: 'Codes' }).click();
  await expect(page.locator('.summary')).toContainText('read from mine.index.json');
  await expect(page.getByRole('table').first()).toContainText('Residual');
  // The names came along.
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('Film 284');
  await page.getByRole('tab', { name: /^Runs/ }).click();
  await expect(page.getByRole('grid', { name: 'Runs' })).toContainText('Read');

  // Of other items: refused, and the rows in use stay.
  await workbench.open(file('other.index.json', JSON.stringify(indexOf(90, 250))));
  await expect(workbench.problem('CODES_ROWS')).toContainText('250 of 300 rows in use');
  await expect(workbench.banner).toHaveText('300 of 300 rows, seed 7');
  await page.getByRole('button', { name: 'Show these codes alone' }).click();
  await expect(workbench.banner).toHaveText('90 items');
});
