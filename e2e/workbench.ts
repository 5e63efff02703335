import { expect, type Locator, type Page } from '@playwright/test';
import type { TestFile } from './files';

/** Software WebGPU on two busy cores: what takes a GPU no time may take this long. */
const TRAIN_MS = 90_000;

/** What a person does on the page, by the names that a person sees. */
export class Workbench {
  readonly banner: Locator;
  readonly trainButton: Locator;

  constructor(readonly page: Page) {
    this.banner = page.getByTestId('banner');
    this.trainButton = page.getByRole('button', { name: 'Train', exact: true });
  }

  /** Opens the page and waits until the sample can be trained. */
  async openSample(path = './'): Promise<void> {
    await this.page.goto(path);
    await expect(this.banner).toHaveText('3,496 of 3,496 rows, seed 7', { timeout: 30_000 });
    await this.ready();
  }

  /** Waits until Train can be pressed. */
  async ready(): Promise<void> {
    await expect(this.trainButton).toHaveAttribute('aria-disabled', 'false', { timeout: 30_000 });
  }

  async open(file: TestFile): Promise<void> {
    await this.page.getByLabel('File with item embeddings').setInputFiles(file);
  }

  /** Several files at once: vectors and their ids. */
  async openTogether(files: readonly TestFile[]): Promise<void> {
    await this.page.getByLabel('File with item embeddings').setInputFiles([...files]);
  }

  async openRows(file: TestFile): Promise<void> {
    await this.open(file);
    await this.page.getByRole('button', { name: 'Use these rows' }).click();
  }

  /** Types a number as a person does. */
  async setNumber(label: string, value: number): Promise<void> {
    const field = this.page.getByRole('textbox', { name: label, exact: true });
    await field.fill(String(value));
    await field.press('Tab');
  }

  /** Settings that train within a moment. */
  async setSmall(): Promise<void> {
    await this.setNumber('Codes K, exact', 16);
    await this.setNumber('Iterations', 3);
  }

  async runCount(): Promise<number> {
    return Number((await this.page.locator('html').getAttribute('data-run-count')) ?? '0');
  }

  /** Does `action`, which starts a training, and waits until the run is done. */
  async training(action: () => Promise<void>): Promise<void> {
    const before = await this.runCount();
    await action();
    const done = this.page.locator(`html[data-run="done"][data-run-count="${before + 1}"]`);
    await expect(done).toBeAttached({ timeout: TRAIN_MS });
  }

  train(): Promise<void> {
    return this.training(() => this.trainButton.click());
  }

  /** The alert that carries this code. */
  problem(code: string): Locator {
    return this.page.getByRole('alert').filter({ hasText: code });
  }

  value(testId: string): Promise<string> {
    return this.page.getByTestId(testId).innerText();
  }
}
