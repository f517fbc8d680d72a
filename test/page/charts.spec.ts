/** Charts of many long runs: what hovering costs, what the crosshair reads, means of seeds, and the whole data behind it all. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { defaultExperiment, withChanges } from '../../src/experiment/fields';
import { newRecord, type RunRecord } from '../../src/record/record';
import { summaryOf } from '../../src/record/summary';
import type { Point } from '../../src/train/events';
import { Desk, expect, test } from './desk';

const RUNS = 20;
const SEEDS = 4;
const STEPS = 10_000;
const TITLE = 'Pretext loss and probe accuracy by step';

/** The loss of a run at a step: falling, rough, and never twice the same. */
const lossAt = (run: number, step: number) => 4 + 0.05 * run + 2 * Math.exp(-step / 1500) + 0.3 * Math.sin(7 * step * (run + 1)) ** 3;
const onlineAt = (run: number, step: number) => 0.3 + 0.01 * run + 0.2 * (1 - Math.exp(-step / 2000));

/** Five widths, four seeds each; losses are put in where they are stored. */
function madeUpRun(run: number): RunRecord {
  const experiment = withChanges(defaultExperiment, { width: 16 * 4 ** Math.floor(run / SEEDS), seed: 1 + (run % SEEDS), steps: STEPS });
  const points = Array.from({ length: 201 }, (_, index): Point => {
    const step = 50 * index;
    const online = { shape: onlineAt(run, step) };
    const base = { step, seconds: step * (0.01 + 0.001 * run), loss: step === 0 ? null : lossAt(run, step), parts: { agreement: 1 + 1 / (1 + step) }, online };
    if (index % 20 > 0) return base;
    return { ...base, refit: { shape: online.shape + 0.05 }, inside: { rankMe: 9 + run, collapse: 0.7, uniformity: -2, sparsity: 0.2, spectrum: [2, 1, 0.5] } };
  });
  return {
    ...newRecord({ id: `long-${run}`, experiment, madeBy: 'test', startedAt: Date.UTC(2026, 0, 1) + run }),
    state: 'finished',
    tasks: [{ name: 'shape', classNames: ['disc', 'square'] }],
    points,
  };
}

/** Puts runs where the page keeps them, as an earlier visit would have. */
async function keep(page: Page, records: readonly RunRecord[]): Promise<void> {
  const kept = records.map((record, run) => ({
    record,
    losses: Array.from({ length: STEPS }, (_, index) => Number(lossAt(run, index + 1).toFixed(6))),
    summary: summaryOf({ ...record, losses: { firstStep: 1, values: new Float32Array(STEPS), length: STEPS } }),
  }));
  await page.evaluate(async (runs) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open('expand-or-narrow');
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error!);
    });
    const transaction = database.transaction(['summaries', 'records'], 'readwrite');
    for (const { record, losses, summary } of runs) {
      transaction.objectStore('summaries').put(summary);
      transaction.objectStore('records').put({ ...record, losses: { firstStep: 1, values: Float32Array.from(losses), length: losses.length } });
    }
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = reject;
    });
    database.close();
  }, kept);
}

async function showAll(page: Page): Promise<Desk> {
  const desk = await new Desk(page).open();
  await keep(page, Array.from({ length: RUNS }, (_, run) => madeUpRun(run)));
  await page.reload();
  await page.getByRole('button', { name: `All runs (${RUNS})` }).click();
  await page.getByRole('checkbox', { name: 'Choose all' }).check();
  await page.getByRole('button', { name: 'Show in the charts' }).click();
  await expect(desk.runs).toHaveCount(RUNS);
  return desk;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/**
 * Moves a real pointer over the plot. Per move: milliseconds of script, style and layout on the page's main thread (its own time,
 * which other programs do not lengthen), and of the clock from the pointer's event to the end of the frame that follows.
 */
async function hover(page: Page, moves: number): Promise<{ work: number[]; clock: number[] }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.filter(({ name }) => ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'].includes(name)).reduce((sum, { value }) => sum + 1000 * value, 0);
  };
  await page.evaluate(() => {
    const clock: number[] = [];
    Object.assign(window, { clock });
    document.addEventListener('pointermove', () => {
      const start = performance.now();
      requestAnimationFrame(() => setTimeout(() => clock.push(performance.now() - start)));
    }, { capture: true });
  });
  const plot = page.locator('.step-plot');
  const box = (await plot.boundingBox())!;
  const work: number[] = [];
  for (let move = 0; move < moves; move++) {
    const before = await spent();
    await page.mouse.move(box.x + box.width * (0.1 + (0.7 * move) / moves), box.y + box.height * (0.25 + 0.5 * Math.abs(Math.sin(move / 5))));
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    work.push((await spent()) - before);
  }
  await session.detach();
  return { work, clock: await page.evaluate(() => (window as unknown as { clock: number[] }).clock) };
}

test('twenty runs of 10,000 steps are hovered within a frame, read truly, and told whole', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const desk = await showAll(page);
  const figure = page.getByRole('figure', { name: TITLE });
  const plot = figure.getByRole('application');
  await expect(figure.locator('.plot-surface path').nth(2 * RUNS)).toBeAttached();
  await expect(page.getByRole('figure', { name: 'Rank, collapse, uniformity and sparsity by step' })).toBeVisible();
  await figure.scrollIntoViewIfNeeded();

  const { work, clock } = await hover(page, 60);
  console.log(
    `    hover over ${RUNS} runs of ${STEPS.toLocaleString('en-GB')} steps: script, style and layout ${median(work).toFixed(1)} ms median, ${Math.max(...work).toFixed(1)} ms worst; ` +
      `pointer to frame ${median(clock).toFixed(1)} ms median, ${Math.max(...clock).toFixed(1)} ms worst`,
  );
  expect(median(work)).toBeLessThan(16.7);

  // Of many runs the nearest are listed; every chart over steps shows the same place.
  const reading = figure.locator('.reading');
  await expect(reading.locator('tbody tr')).toHaveCount(6);
  await expect(reading).toContainText('and 14 further runs');
  await expect(page.locator('.crosshair-line')).toHaveCount(await page.locator('.own-plot').count());
  expect(await page.locator('.own-plot').count()).toBe(6);
  await page.mouse.move(1, 1);
  await expect(reading).toHaveCount(0);

  // By keyboard, and aloud only when asked.
  await plot.focus();
  await page.keyboard.press('Home');
  for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowRight');
  await expect(reading).toContainText('Step 300');
  await page.keyboard.press('ArrowDown');
  await expect(desk.spoken).not.toContainText('Step 300');
  await page.keyboard.press('Enter');
  await expect(desk.spoken).toContainText('Step 300. D =');
  const spoken = await desk.spoken.innerText();
  const heard = [...spoken.matchAll(/D = ([\d,]+), Seed (\d): loss ([\d.]+), online ([\d.]+)/g)];
  expect(heard).toHaveLength(6);
  for (const [, width, seed, loss, online] of heard) {
    const run = SEEDS * (Math.log(Number(width!.replace(',', '')) / 16) / Math.log(4)) + Number(seed) - 1;
    expect(Number(loss)).toBeCloseTo(lossAt(run, 300), 1.9);
    expect(Number(online)).toBeCloseTo(100 * onlineAt(run, 300), 0.9);
  }
  await page.keyboard.press('Escape');
  await expect(reading).toHaveCount(0);

  // A finger leaves it there until it touches elsewhere.
  const fingers = await context.newCDPSession(page);
  const tap = async (x: number, y: number) => {
    await fingers.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    await fingers.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };
  const box = (await plot.boundingBox())!;
  await tap(box.x + box.width / 2, box.y + box.height / 2);
  await expect(reading).toContainText('and 14 further runs');
  const heading = (await figure.getByRole('heading').boundingBox())!;
  await tap(heading.x + 5, heading.y + 5);
  await expect(reading).toHaveCount(0);

  // Seconds, logarithms, smoothing, means of seeds.
  await page.getByRole('combobox', { name: 'Over' }).selectOption('seconds of training');
  await page.getByRole('combobox', { name: 'Smoothing' }).selectOption({ label: 'strong, half-life 500 steps' });
  for (const choice of ['Log seconds', 'Log loss', 'Mean of seeds']) await page.getByRole('checkbox', { name: choice }).check();
  await expect(figure.getByText('seconds of training', { exact: true }).last()).toBeVisible();
  await expect(figure.locator('.plot-surface .interval')).toHaveCount(10);
  await expect(figure.locator('.end-labels text')).toHaveText([/^D = /, ...Array<RegExp>(9).fill(/^D = /)]);
  const means = await hover(page, 20);
  expect(median(means.work)).toBeLessThan(16.7);
  await expect(reading.locator('tbody tr')).toHaveCount(5);
  await expect(reading).toContainText(/D = 4,096, 4 seeds/);
  await expect(reading).toContainText(/\d ± \d/);

  // All of it as a table: a window over 200,000 rows, and a copy of them.
  await desk.table(TITLE);
  await desk.table('Means of seeds by step');
  await desk.table('Pretext loss of every step');
  const table = page.getByRole('table', { name: 'Pretext loss of every step' });
  await expect(table).toHaveAttribute('aria-rowcount', String(RUNS * STEPS + 1));
  expect(await table.getByRole('row').count()).toBeLessThan(80);
  await page.getByRole('region', { name: 'Table: Pretext loss of every step' }).evaluate((region) => region.scrollTo(0, region.scrollHeight));
  await expect(table.getByRole('row').last()).toContainText('10000');
  await page.getByRole('button', { name: 'Copy as CSV: Pretext loss of every step' }).click();
  await expect(page.getByText('200,000 rows copied.').first()).toBeVisible();
  const csv = (await page.evaluate(() => navigator.clipboard.readText())).trimEnd().split('\r\n');
  expect(csv).toHaveLength(RUNS * STEPS + 1);
  expect(Number(csv[1 + 9_999]!.match(/,10000,([\d.]+),/)![1])).toBeGreaterThan(3.5);

  const { violations } = await new AxeBuilder({ page }).include('.charts').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});
