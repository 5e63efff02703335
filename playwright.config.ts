import { defineConfig } from '@playwright/test';
import { TEST_ARGS, findChromium } from './scripts/chromium.mjs';

const PORT = Number(process.env.E2E_PORT ?? 4187);
const executablePath = findChromium();

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // Training in software (SwiftShader) already uses every core.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${PORT}/`,
    viewport: { width: 1440, height: 900 },
    launchOptions: { args: TEST_ARGS, ...(executablePath ? { executablePath } : {}) },
  },
  webServer: {
    command: `node scripts/server.mjs --port ${PORT}`,
    port: PORT,
    reuseExistingServer: false,
  },
});
