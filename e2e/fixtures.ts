import { test as base, type BrowserContext } from '@playwright/test';
import { Workbench } from './workbench';

/**
 * Every journey runs under guard: a request to another origin, a breach of the Content Security
 * Policy, an uncaught error or a console error fails it, whatever else it checks.
 */
export class Guard {
  readonly #problems: string[] = [];
  #allowed: RegExp[] = [];

  constructor(context: BrowserContext, origin: string) {
    context.on('request', (request) => {
      const url = request.url();
      if (!/^(data|blob|about):/.test(url) && new URL(url).origin !== origin) {
        this.#problems.push(`request to another origin: ${url}`);
      }
    });
    context.on('response', (response) => {
      if (response.status() >= 400) {
        this.#problems.push(`status ${response.status()}: ${response.url()}`);
      }
    });
    // The console holds what workers and the Content Security Policy say, too.
    context.on('console', (message) => {
      if (message.type() === 'error') {
        this.#problems.push(`console: ${message.text()} (${message.location().url})`);
      }
    });
    context.on('weberror', (error) => {
      this.#problems.push(`uncaught: ${error.error().message}`);
    });
  }

  /** Problems that a journey provokes on purpose, e.g. by losing the device. */
  allow(...patterns: RegExp[]): void {
    this.#allowed = [...this.#allowed, ...patterns];
  }

  problems(): string[] {
    return this.#problems.filter((text) => !this.#allowed.some((pattern) => pattern.test(text)));
  }
}

interface Fixtures {
  guard: Guard;
  workbench: Workbench;
}

export const test = base.extend<Fixtures>({
  guard: [
    async ({ context, baseURL }, use) => {
      const guard = new Guard(context, new URL(baseURL ?? '').origin);
      await use(guard);
      const problems = guard.problems();
      if (problems.length > 0) throw new Error(`The guard saw:\n${problems.join('\n')}`);
    },
    { auto: true },
  ],
  workbench: async ({ page }, use) => use(new Workbench(page)),
});

export { expect } from '@playwright/test';
