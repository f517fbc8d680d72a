import { defineConfig } from '@playwright/test';
import path from 'node:path';
import { quietFlags, webGpuFlags } from '../../src/command/chromium';
import { findOrInstallChromium } from '../../src/command/findChromium';
import { resultsFolder } from '../support/counts';

const executablePath = findOrInstallChromium(console.error);

/** Started by run.ts, which builds and serves the page and sets PAGE_ADDRESS. */
export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: path.join(resultsFolder, 'page-artifacts'),
  reporter: [['list'], ['../support/pageCounts.ts']],
  // Every test trains: two at once on two cores would only make both slow.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env.PAGE_ADDRESS,
    viewport: { width: 1440, height: 900 },
    // Animation would make every measurement of a place a race.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'wasm', testIgnore: ['**/webgpu.spec.ts', '**/firefox.spec.ts'], use: { launchOptions: { executablePath, args: quietFlags } } },
    { name: 'firefox', testMatch: '**/firefox.spec.ts' },
    { name: 'software-webgpu', testMatch: '**/webgpu.spec.ts', use: { launchOptions: { executablePath, args: [...quietFlags, ...webGpuFlags] } } },
  ],
});
