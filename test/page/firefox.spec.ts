/** The core of a visit in the system's Firefox, driven through WebDriver BiDi. */
import { test as base, expect } from '@playwright/test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { runFragment } from '../../src/exchange/share/write';
import { cifarFormats } from '../../src/data/cifar/format';
import { records, tarGz } from '../data/support/cifarFiles';
import { longRun } from '../exchange/support/longRun';
import { findOrInstallFirefox } from './findFirefox';
import { serveSubPath } from './subPath';

const TINY = 'v=2&images=500&steps=4&batch=8&width=8&out=8&backend=wasm';
const LONG = 'v=2&images=500&steps=400&batch=16&width=16&out=16&backend=wasm';
const FRESH_STARTS = 20;

const test = base.extend<{ visit: Visit }, { firefox: Browser }>({
  firefox: [
    async ({}, use) => {
      const executablePath = findOrInstallFirefox(console.error);
      test.skip(executablePath === null, 'No Firefox here; install firefox-esr, or set FIREFOX_PATH to its executable.');
      const browser = await puppeteer.launch({ browser: 'firefox', executablePath: executablePath!, headless: true });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  visit: async ({ firefox, baseURL }, use) => {
    const visit = await Visit.open(firefox, baseURL!);
    await use(visit);
    expect(visit.faults).toEqual([]);
    await visit.close();
  },
});

/** A visitor of whom nothing is stored. */
class Visit {
  readonly faults: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly address: string,
    readonly close: () => Promise<void>,
  ) {
    page.on('pageerror', (error) => this.faults.push(String(error)));
  }

  static async open(browser: Browser, address: string): Promise<Visit> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1440, height: 900 });
    return new Visit(page, address, () => context.close());
  }

  async lab(query: string, fragment = ''): Promise<this> {
    await this.page.goto(`${this.address}?${query}&lab=1${fragment}`);
    await this.page.waitForSelector('[data-testid=state]');
    return this;
  }

  async press(button: string): Promise<void> {
    await this.page.locator(`::-p-xpath(//button[normalize-space()="${button}"])`).click();
  }

  async reaches(state: string, seconds = 90): Promise<void> {
    await this.page.waitForSelector(`[data-testid=state][data-state=${state}]`, { timeout: seconds * 1000 });
  }

  text(selector = 'body'): Promise<string> {
    return this.page.$eval(selector, (element) => (element as HTMLElement).innerText);
  }

  async says(words: RegExp, seconds = 30): Promise<void> {
    await expect.poll(() => this.text(), { timeout: seconds * 1000 }).toMatch(words);
  }

  async step(): Promise<number> {
    return Number(/Step ([\d,]+) of/.exec(await this.text('[data-testid=step]'))?.[1]?.replace(',', '') ?? 0);
  }
}

test(`${FRESH_STARTS} fresh visits train, one after the other`, async ({ firefox, baseURL }) => {
  test.setTimeout(FRESH_STARTS * 60_000);
  const seconds: number[] = [];
  for (let count = 0; count < FRESH_STARTS; count++) {
    const visit = await (await Visit.open(firefox, baseURL!)).lab(TINY);
    const start = performance.now();
    await visit.press('Start');
    await visit.reaches('finished');
    seconds.push((performance.now() - start) / 1000);
    expect(visit.faults).toEqual([]);
    await visit.close();
  }
  seconds.sort((a, b) => a - b);
  console.log(`    Firefox: ${FRESH_STARTS} starts, none hung; from the click to the end of 4 steps ${seconds[FRESH_STARTS / 2]!.toFixed(1)} s (median), ${seconds.at(-1)!.toFixed(1)} s at most`);
});

test('trains with threads where the page is isolated', async ({ visit }) => {
  await visit.lab(TINY);
  await visit.press('Start');
  await visit.reaches('finished');
  expect(await visit.text('[data-testid=device]')).toMatch(/WebAssembly, \d+ threads/);
});

test('trains with one thread on a plain static host', async ({ firefox }) => {
  const host = await serveSubPath();
  const visit = await (await Visit.open(firefox, host.address)).lab(TINY);
  await visit.press('Start');
  await visit.reaches('finished');
  expect(await visit.text('[data-testid=device]')).toMatch(/one thread/);
  await visit.close();
  host.close();
});

test('a drag during a run queues a width and stops nothing', async ({ visit }) => {
  await visit.lab(LONG);
  await visit.press('Start');
  await visit.reaches('running');
  const slider = (await visit.page.waitForSelector('[role=slider][aria-label="Last-block width D"], input[type=range]'))!;
  await drag(visit.page, slider);
  await visit.says(/Next: D = [\d,]+\./);
  const before = await visit.step();
  await expect.poll(() => visit.step(), { timeout: 60_000 }).toBeGreaterThan(before);
});

async function drag(page: Page, slider: ElementHandle): Promise<void> {
  const box = (await slider.boundingBox())!;
  const y = box.y + box.height / 2;
  const value = await slider.evaluate((element) => Number((element as HTMLInputElement).value));
  const [low, high] = await slider.evaluate((element) => [Number((element as HTMLInputElement).min), Number((element as HTMLInputElement).max)]);
  await page.mouse.move(box.x + (box.width * (value - low!)) / (high! - low!), y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, y, { steps: 5 });
  await page.mouse.up();
}

test('a link with a result is drawn', async ({ visit }) => {
  await visit.lab('v=2&steps=400&width=64', (await runFragment(longRun({ width: 64 })))!);
  await visit.says(/received, not verified/i);
  await visit.page.waitForSelector('.step-plot path');
});

test('a sweep of two runs finishes by itself', async ({ visit }) => {
  test.setTimeout(240_000);
  await visit.lab('v=2&images=500&steps=4&batch=8&out=8&backend=wasm&sweep=width:8,16');
  await visit.press('Start this sweep');
  await visit.page.$eval('#sweep', (element) => element.scrollIntoView());
  await visit.page.waitForSelector('[data-testid=sweep-state][data-state=done]', { timeout: 180_000 });
});

test('a run goes on after a reload', async ({ visit }) => {
  test.setTimeout(300_000);
  await visit.lab('v=2&images=500&steps=60&batch=16&width=16&out=16&backend=wasm');
  await visit.press('Start');
  await expect.poll(() => visit.step(), { timeout: 90_000 }).toBeGreaterThan(5);
  await visit.press('Pause');
  await visit.reaches('paused');
  await expect.poll(() => visit.page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('checkpoints', { create: true });
    let states = 0;
    for await (const entry of folder.values()) if ((await (entry as FileSystemFileHandle).getFile()).size > 0) states++;
    return states;
  }), { timeout: 30_000 }).toBeGreaterThan(0);
  await visit.page.reload();
  await visit.says(/A run was interrupted at step \d+ of 60/);
  await visit.press('Continue');
  await visit.reaches('finished', 120);
});

test('an archive is imported and trained on', async ({ visit }) => {
  const { folder, trainFiles, testFiles } = cifarFormats.cifar10;
  const members = Object.fromEntries(trainFiles.map((name, index) => [`${folder}/${name}`, records(cifarFormats.cifar10, 120, 120 * index)]));
  const bytes = await tarGz({ ...members, [`${folder}/${testFiles[0]!}`]: records(cifarFormats.cifar10, 100, 600) });
  const temporary = mkdtempSync(path.join(tmpdir(), 'archive-'));
  const file = path.join(temporary, 'cifar-10-binary.tar.gz');
  writeFileSync(file, bytes);
  await visit.lab('v=2&data=cifar10&images=500&batch=16&steps=4&width=32&out=16&backend=wasm');
  await visit.page.waitForSelector('input[type=file][multiple]');
  const input = (await visit.page.$('input[type=file]:not([webkitdirectory])')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(file);
  await visit.says(/600 training and 100 test images in 10 classes/);
  await visit.press('Start');
  await visit.reaches('finished');
  rmSync(temporary, { recursive: true });
});
