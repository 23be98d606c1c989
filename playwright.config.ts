import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

// CHROMIUM_PATH, else Debian's own chromium, else the one that Playwright has downloaded (scripts/ensure-browser.mjs).
const system = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const executablePath = existsSync(system) ? system : undefined;

// A port of this run's own, so that two runs on one machine do not meet. Worker processes inherit it.
process.env.HOPSCOPE_PORT ??= String(20_000 + (process.pid % 20_000));
const port = Number(process.env.HOPSCOPE_PORT);
const dist = process.env.HOPSCOPE_DIST ?? 'dist';
const results = process.env.HOPSCOPE_RESULTS;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A second try is told by name (.ci/totals.mjs); here one sees a journey that races at once.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  // A journey takes seconds; beside other work on a small machine ten times as long.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: results ? [['list'], ['json', { outputFile: `${results}/browser.json` }]] : 'list',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    baseURL: `http://127.0.0.1:${port}/`,
    trace: 'retain-on-failure-and-retries',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `npx vite preview --host 127.0.0.1 --port ${port} --strictPort --outDir ${dist}`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
