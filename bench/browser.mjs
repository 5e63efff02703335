import { chromium } from 'playwright';
import { CHROMIUM_ARGS } from '../scripts/chromium.mjs';
import { openPage as openOn } from '../scripts/cli/browser.mjs';

/** A headless page on the machine's GPU (`gpu`), in software (`software`), or the better (`auto`). */
export async function openPage(executablePath, device, url) {
  if (device !== 'software') return openOn(executablePath, device, url);
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  const page = await browser.newPage();
  await page.goto(url);
  return { browser, page };
}
