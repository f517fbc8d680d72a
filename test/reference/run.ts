/**
 * `npm run -s test:reference`: every reference file of REFERENCE_DIR (default: the project's own copy) on every
 * backend that Chromium has here. The page is built as the real one is, so that the checks see the code that ships.
 */
import type { Browser, Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, preview, type PreviewServer } from 'vite';
import { assemblyScript } from '../../src/command/assemblyScript';
import { launchChromium } from '../../src/command/chromium';
import { isolationHeaders } from '../../src/command/isolationHeaders';
import { withoutThreadPool } from '../../src/command/withoutThreadPool';
import { writeCounts } from '../support/counts';
import type { Miss } from './check';
import { formatOf, type FoundFile, referenceFiles } from './files';
import type { FileResult, ReferenceBackend } from './page';

/** The slowest file takes seconds; a software adapter on a busy machine gets much more. */
const FILE_TIMEOUT_SECONDS = 240;

const backends: readonly ReferenceBackend[] = ['wasm', 'webgpu'];

const counts = { passed: 0, failed: 0, skipped: 0 };

function describe({ caseName, quantity, index, actual, expected, excess }: Miss): string {
  const error = actual === null || expected === null ? 'of another length' : Math.abs(actual - expected).toExponential(1);
  const share = Number.isFinite(excess) ? `${(100 * excess).toPrecision(2)} % of what is allowed` : 'never allowed';
  return `${error} (${share}) in ${caseName}, ${quantity}${index >= 0 ? `[${index}]: ${actual} for ${expected}` : ''}`;
}

function print(name: string, backend: string, result: FileResult): void {
  const { cases, quantities, worst, misses, skipped } = result;
  const largest = worst === null ? 'nothing compared' : `largest error ${describe(worst)}`;
  console.log(`${misses.length > 0 ? 'MISS' : 'ok  '} ${name.padEnd(28)} ${backend.padEnd(6)} ${cases} cases, ${quantities} quantities, ${largest}`);
  for (const miss of misses.slice(0, 10)) console.log(`       ${describe(miss)}`);
  if (misses.length > 10) console.log(`       and ${misses.length - 10} more`);
  for (const reason of skipped) console.log(`       skipped ${reason}`);
}

async function withinTime<Result>(work: Promise<Result>, what: string): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${FILE_TIMEOUT_SECONDS} s`)), FILE_TIMEOUT_SECONDS * 1000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function checkFileOn(page: Page, backend: ReferenceBackend, { name, contents }: FoundFile, known: readonly string[]): Promise<void> {
  if (typeof contents === 'string') {
    counts.failed++;
    console.log(`MISS ${name.padEnd(28)} ${backend.padEnd(6)} ${contents}.`);
    return;
  }
  const format = formatOf(name, contents.cases, known);
  if (format === null) {
    counts.skipped++;
    console.log(`--   ${name.padEnd(28)} ${backend.padEnd(6)} not known; there are checks for ${known.join(', ')}.`);
    return;
  }
  try {
    const result = await withinTime(page.evaluate(([format, file]) => window.checkFile(format, file), [format, contents] as const), name);
    print(name, backend, result);
    if (result.misses.length > 0) counts.failed++;
    else if (result.quantities === 0) counts.skipped++;
    else counts.passed++;
  } catch (error) {
    counts.failed++;
    console.log(`MISS ${name.padEnd(28)} ${backend.padEnd(6)} ${(error as Error).message.split('\n').slice(0, 4).join(' | ')}`);
  }
}

async function checkBackend(browser: Browser, address: string, backend: ReferenceBackend, files: FoundFile[]): Promise<void> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.log(`     in the page: ${error.message}`));
  await page.goto(address);
  await page.waitForFunction(() => Boolean(window.checkFile));
  const isPresent = backend === 'wasm' || (await page.evaluate(async () => Boolean(await navigator.gpu.requestAdapter())));
  if (!isPresent) {
    console.log(`--   ${backend}: this Chromium offers no adapter, so it is not checked here.`);
    return;
  }
  try {
    console.log(`${backend}: ${await withinTime(page.evaluate((name) => window.startBackend(name), backend), backend)}`);
  } catch (error) {
    counts.failed++;
    console.log(`MISS ${backend} does not start: ${(error as Error).message}`);
    return;
  }
  const known = await page.evaluate(() => window.knownFiles);
  for (const file of files) await checkFileOn(page, backend, file, known);
  await page.close();
}

async function serveChecks(folder: string): Promise<PreviewServer> {
  const shared = { configFile: false, root: import.meta.dirname, logLevel: 'warn' } as const;
  await build({
    ...shared,
    base: './',
    plugins: [assemblyScript(), withoutThreadPool()],
    worker: { format: 'es', plugins: () => [assemblyScript()] },
    build: { outDir: folder, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 10_000, rollupOptions: { input: path.join(import.meta.dirname, 'page.html') } },
  });
  return preview({ ...shared, build: { outDir: folder }, preview: { port: 5360, headers: isolationHeaders } });
}

async function main(): Promise<void> {
  const directory = path.resolve(process.env.REFERENCE_DIR ?? path.join(import.meta.dirname, 'vectors'));
  const files = referenceFiles(directory);
  console.log(`Reference files of ${path.relative(process.cwd(), directory) || '.'}, at |a − b| ≤ 1e-4 + 1e-3·|b|`);
  const folder = mkdtempSync(path.join(tmpdir(), 'reference-page-'));
  const browser = await launchChromium({ softwareWebGpu: true });
  try {
    const server = await serveChecks(folder);
    const address = `${server.resolvedUrls!.local[0]!}page.html`;
    for (const backend of backends) await checkBackend(browser, address, backend, files);
    await server.close();
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
  if (counts.passed + counts.failed === 0) throw new Error(`No file of ${directory} could be checked; set REFERENCE_DIR to a folder with reference files.`);
}

try {
  await main();
} catch (error) {
  counts.failed++;
  console.error((error as Error).message);
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
writeCounts('reference', counts);
process.exit(counts.failed > 0 ? 1 : 0);
