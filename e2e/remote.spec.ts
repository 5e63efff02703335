import { findings } from './axe';
import { vectorsNpz } from './files';
import { expect, test } from './fixtures';
import { otherServer } from './other-server';

const JSON_LINES = [1, 2, 3].map((id) => `{"id":${id},"emb":[${id},0.5]}`).join('\n');

test('an address opens: size first, then no more than the rows need; the page itself contacts nobody', async ({
  page,
  workbench,
  guard,
}) => {
  const { buffer } = vectorsNpz('far.npz', 100_000, 64);
  const type = 'application/octet-stream';
  const other = await otherServer({
    '/far.npz': { body: buffer, type, isOpen: true },
    '/closed.npz': { body: buffer.subarray(0, 5000), type, isOpen: false },
    '/words.jsonl': { body: JSON_LINES, type: 'text/plain', isOpen: true },
    '/login': { body: '<!doctype html><p>Log in.', type: 'text/html', isOpen: true },
  });
  const contacts: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(other.origin)) contacts.push(request.frame().url());
  });
  guard.allow(
    new RegExp(`request to another origin: ${other.origin}/(far.npz|closed.npz|words.jsonl|login)`),
  );
  guard.allow(/closed\.npz' from origin .* blocked by CORS policy/, /ERR_FAILED.*closed\.npz/);

  await workbench.openSample();
  await page.keyboard.press('u');
  const address = page.getByRole('textbox', { name: /^Address/ });
  await expect(address).toBeFocused();
  for (const [path, code] of [
    ['/login', 'REMOTE_HTML'],
    ['/closed.npz', 'REMOTE_UNREACHABLE'],
  ] as const) {
    await address.fill(other.origin + path);
    await address.press('Enter');
    await expect(workbench.problem(code)).toBeVisible();
  }
  await address.fill(`${other.origin}/far.npz`);
  await page.getByRole('button', { name: 'Look' }).click();
  await expect(page.getByRole('dialog')).toContainText('24.4 MiB');
  await expect(page.getByRole('dialog')).toContainText('in parts');
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(await findings(page)).toEqual([]);
  await expect(workbench.banner).toHaveText('3,496 of 3,496 rows, seed 7');

  await page.getByRole('button', { name: 'Open far.npz' }).click();
  await page.getByText('Uniform sample', { exact: true }).click();
  await workbench.setNumber('Sample rows', 6);
  await page.getByRole('button', { name: 'Use these rows' }).click();
  await expect(workbench.banner).toHaveText('6 of 100,000 rows, seed 7');
  expect(other.bytesSent()).toBeLessThan(buffer.length / 6);

  // Text is downloaded whole, and then opened as a file is.
  await page.getByRole('button', { name: 'Open URL…' }).click();
  await address.fill(`${other.origin}/words.jsonl`);
  await address.press('Enter');
  await page.getByRole('button', { name: 'Open words.jsonl' }).click();
  await page.getByRole('button', { name: 'Use these rows' }).click();
  await expect(workbench.banner).toHaveText('3 of 3 rows, seed 7');

  // All of it went through the document that may; the page is still refused.
  expect(contacts.length).toBeGreaterThan(5);
  expect(contacts.filter((url) => !url.endsWith('/fetch.html'))).toEqual([]);
  const direct = page.evaluate((url) => fetch(url).then(() => 'answered'), `${other.origin}/login`);
  await expect(direct).rejects.toThrow('Failed to fetch');
  guard.allow(/violates the following Content Security Policy directive: "connect-src 'self'"/);
  guard.allow(/Fetch API cannot load .*\/login/);
  await other.close();
});
