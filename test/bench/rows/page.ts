/** What a visitor waits for: the page itself, its first point, and its answer to a dragged slider. */
import type { Browser, Page } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import { median } from '../step';
import type { RowPlan } from './plan';

const CURVE = 'Pretext loss and probe accuracy by step';
const FIRST_POINT_TIMEOUT_MS = 60_000;
const DRAGS = 13;
/** Longer than an answer takes, so that drags do not wait for each other. */
const DRAG_INTERVAL_MS = 150;

async function withPage<Result>(browser: Browser, use: (page: Page) => Promise<Result>): Promise<Result> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    return await use(page);
  } finally {
    await page.close();
  }
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(new URL('?lab=1', address).href);
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
  await page.waitForLoadState('networkidle');
}

/** Clicks Start and resolves to the milliseconds until the curve has a point, in the page's own clock. */
async function startAndAwaitPoint(page: Page): Promise<number> {
  await page.evaluate(() => {
    document.addEventListener('click', () => Object.assign(window, { clickedAt: performance.now() }), { once: true, capture: true });
  });
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  // Looked at in every frame; the table of the curve has a row as soon as the curve has a point.
  const waited = await page.waitForFunction(
    (summary) => {
      const table = [...document.querySelectorAll('details')].find((details) => details.textContent.includes(summary));
      if (table) table.open = true;
      return table?.querySelector('tbody tr') ? performance.now() - (window as unknown as { clickedAt: number }).clickedAt : null;
    },
    `Table: ${CURVE}`,
    { polling: 'raf', timeout: FIRST_POINT_TIMEOUT_MS },
  );
  return (await waited.jsonValue())!;
}

const firstPoint: RowPlan = {
  name: 'page/first-point-ms',
  unit: 'ms',
  better: 'less',
  async measure(bench) {
    const address = await bench.page();
    const ours = await withPage(await bench.browser(), async (page) => {
      await open(page, address);
      return startAndAwaitPoint(page);
    });
    return { ours, baseline: null, note: 'from the click on Start of the default experiment to the first point of the curve' };
  },
};

async function dragTimes(page: Page): Promise<number[]> {
  await page.getByRole('slider', { name: 'Last-block width D' }).focus();
  await page.evaluate(() => {
    const waits: number[] = [];
    Object.assign(window, { waits });
    document.addEventListener('input', () => {
      const start = performance.now();
      requestAnimationFrame(() => setTimeout(() => waits.push(performance.now() - start)));
    });
  });
  for (let press = 0; press < DRAGS; press++) {
    await page.keyboard.press(press % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
    await page.waitForTimeout(DRAG_INTERVAL_MS);
  }
  return page.evaluate(() => (window as unknown as { waits: number[] }).waits);
}

const drag: RowPlan = {
  name: 'page/drag-ms',
  unit: 'ms',
  better: 'less',
  async measure(bench) {
    const address = await bench.page();
    const waits = await withPage(await bench.browser(), async (page) => {
      await open(page, address);
      await startAndAwaitPoint(page);
      return dragTimes(page);
    });
    if (waits.length === 0) throw new Error('The slider of the width took no input.');
    const note = `from input at the slider to the next painted frame while the default experiment trains; median of ${waits.length}, worst ${Math.max(...waits).toFixed(0)} ms`;
    return { ours: median(waits), baseline: null, note };
  },
};

/** Bytes of every response so far, each packed by gzip as a host would send it. */
async function packedKilobytes(responses: readonly Promise<Buffer>[]): Promise<number> {
  const bodies = await Promise.all(responses);
  return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1000;
}

const firstLoad: RowPlan = {
  name: 'page/first-load-kb',
  unit: 'kB, gzip',
  better: 'less',
  async measure(bench) {
    const address = await bench.page();
    return withPage(await bench.browser(), async (page) => {
      const responses: Promise<Buffer>[] = [];
      page.on('response', (response) => responses.push(response.body()));
      await page.goto(address);
      // What a first visit shows comes from the recorded answer, not from a chunk of a certain name.
      await page.locator('.by-width').first().waitFor();
      await page.waitForLoadState('networkidle');
      const ours = await packedKilobytes(responses);
      return { ours, baseline: null, note: `a first visit with its recorded answer, before anything is pressed: ${responses.length} files` };
    });
  },
};

export const pageRows: readonly RowPlan[] = [firstPoint, drag, firstLoad];
