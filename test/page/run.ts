/**
 * `npm run -s test:page [-- playwright options]`: finds or installs Chromium, builds the page where needed, serves it
 * with a small made-up CIFAR-100 as its local data, and runs the specs against it.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildPage } from '../../src/command/buildPage';
import { findOrInstallChromium } from '../../src/command/findChromium';
import { servePage } from '../../src/command/servePage';
import { cifarFormats } from '../../src/data/cifar/format';
import { records } from '../data/support/cifarFiles';

const FIRST_PORT = 5370;

/** 600 training and 200 test records in the official layout. */
function makeLocalData(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'page-data-'));
  const { folder, trainFiles, testFiles } = cifarFormats.cifar100;
  mkdirSync(path.join(directory, folder));
  writeFileSync(path.join(directory, folder, trainFiles[0]!), records(cifarFormats.cifar100, 600));
  writeFileSync(path.join(directory, folder, testFiles[0]!), records(cifarFormats.cifar100, 200, 600));
  return directory;
}

function runPlaywright(address: string): Promise<number> {
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const config = path.join(import.meta.dirname, 'playwright.config.ts');
  const child = spawn(process.execPath, [cli, 'test', '--config', config, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, PAGE_ADDRESS: address, CHROMIUM_PATH: findOrInstallChromium(console.error) },
  });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

findOrInstallChromium(console.error);
await buildPage(console.error);
const dataDirectory = makeLocalData();
const served = await servePage({ port: FIRST_PORT, host: 'localhost', dataDirectory });
const code = await runPlaywright(served.addresses[0]!);
await served.close();
rmSync(dataDirectory, { recursive: true });
process.exit(code);
