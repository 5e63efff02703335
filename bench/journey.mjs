/** A slow machine may need minutes; a stuck page must still end. */
const MAX_MS = 300_000;
/** Without a change of the page for this long, it has settled. */
const QUIET_MS = 1000;

/**
 * Trains the bundled sample with the default settings in the built page, as a first visitor would,
 * then lowers L from 3 to 2.
 * @param {import('playwright').Page} page with the workbench open
 */
export async function measureJourney(page) {
  page.setDefaultTimeout(MAX_MS);
  const button = page.getByRole('button', { name: 'Train', exact: true });
  await button.and(page.locator('[aria-disabled="false"]')).waitFor();
  await page.evaluate(watchTasks);
  await page.evaluate(watchChanges, ['click', QUIET_MS]);
  await button.click();
  await page.waitForFunction(() => document.documentElement.dataset.run === 'done');
  const trainMs = await page.evaluate(() => window.sidSettled);
  const longestTaskMs = await page.evaluate(() => Math.max(0, ...window.sidTasks));

  await page.evaluate(watchChanges, ['keydown', QUIET_MS]);
  await page.getByRole('slider', { name: 'Levels L' }).press('ArrowLeft');
  await page.waitForFunction(
    () => document.querySelector('[data-testid="level-count"]')?.textContent === '2',
  );
  const lowerLevelsMs = await page.evaluate(() => window.sidSettled);
  return { trainSeconds: trainMs / 1000, lowerLevelsMs, longestTaskMs };
}

/** In the page: collects main-thread tasks of 50 ms or more, the shortest the browser reports. */
function watchTasks() {
  window.sidTasks = [];
  new PerformanceObserver((list) => {
    window.sidTasks.push(...list.getEntries().map((entry) => entry.duration));
  }).observe({ type: 'longtask' });
}

/**
 * In the page: from the next event of that type on, `window.sidSettled` promises the milliseconds
 * to the frame that shows the last change, known once no run goes on and the page has kept still.
 */
function watchChanges([type, quietMs]) {
  const { promise, resolve } = Promise.withResolvers();
  window.sidSettled = promise;
  const begin = ({ timeStamp }) => {
    let shown = timeStamp;
    let timer = setTimeout(settle, quietMs);
    function settle() {
      if (document.documentElement.dataset.run === 'running') {
        timer = setTimeout(settle, quietMs);
        return;
      }
      observer.disconnect();
      CanvasRenderingContext2D.prototype.clearRect = clearRect;
      resolve(shown - timeStamp);
    }
    function changed() {
      clearTimeout(timer);
      timer = setTimeout(settle, quietMs);
      // The second frame after a change is the first that has surely been drawn with it.
      requestAnimationFrame(() => requestAnimationFrame((now) => (shown = now)));
    }
    // Charts redraw by clearing their canvas, of which no mutation tells.
    const { clearRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function (...rectangle) {
      changed();
      clearRect.apply(this, rectangle);
    };
    const observer = new MutationObserver(changed);
    observer.observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  };
  document.addEventListener(type, begin, { once: true, capture: true });
}
