import { expect, test } from './fixtures';

// headless.html is the smallest page under the policy: nothing else happens in it.
test.beforeEach(async ({ page }) => {
  await page.goto('headless.html');
});

test('a fetch from another origin is refused by the policy and seen by the guard', async ({
  page,
  guard,
}) => {
  const failed = page.evaluate(() => fetch('https://example.com/').then(() => 'answered'));
  await expect(failed).rejects.toThrow('Failed to fetch');
  await expect.poll(() => guard.problems().join()).toContain('example.com');
  guard.allow(/example\.com/);
});

test('a fetch in a worker is seen by the guard, even where no policy stops it', async ({
  page,
  guard,
}) => {
  await page.route('**/stray-worker.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' },
      body: "fetch('https://example.com/').catch(() => {}).finally(() => postMessage('tried'));",
    }),
  );
  await page.evaluate(
    () =>
      new Promise((done) => {
        new Worker('stray-worker.js').addEventListener('message', done);
      }),
  );
  await expect.poll(() => guard.problems().join()).toContain('https://example.com/');
  guard.allow(/example\.com/);
});

test('a script or an image from another origin is refused by the policy', async ({
  page,
  guard,
}) => {
  const refused = await page.evaluate(async () => {
    const directives: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      directives.push(event.effectiveDirective);
    });
    const script = document.createElement('script');
    script.src = 'https://example.com/x.js';
    const image = document.createElement('img');
    image.src = 'https://example.com/x.png';
    document.body.append(script, image);
    await new Promise((done) => setTimeout(done, 500));
    return [...new Set(directives)].sort();
  });
  expect(refused).toEqual(['img-src', 'script-src-elem']);
  guard.allow(/example\.com/);
});

test('text is never evaluated as a script', async ({ page, guard }) => {
  const outcome = await page.evaluate(
    () =>
      new Promise((done) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          done(event.effectiveDirective);
        });
        const script = document.createElement('script');
        script.textContent = 'document.title = "evaluated"';
        document.body.append(script);
      }),
  );
  expect(outcome).toBe('script-src-elem');
  expect(await page.title()).not.toBe('evaluated');
  guard.allow(/inline script/);
});
