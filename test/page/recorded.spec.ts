/** The first visit: recorded runs under the slider, clearly marked, before anything was trained. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { projectRoot } from '../../src/command/projectRoot';
import type { ExperimentReport } from '../../src/record/report';
import { Desk, expect, labAddress, quickRun, test } from './desk';

const FILE = 'recorded/default-sweep.json';
const { runs } = JSON.parse(readFileSync(path.join(projectRoot, 'public', FILE), 'utf8')) as { runs: ExperimentReport[] };
const widths = [...new Set(runs.map(({ config }) => config.width))].sort((a, b) => a - b);
const of = (width: number) => runs.find(({ config }) => config.width === width && config.seed === 1)!;
const percent = (share: number) => `${(100 * share).toFixed(1)}\u202f%`;

test('recorded curves are there at once, and the slider moves through them', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => request.url().endsWith(FILE) && asked.push(request.url()));
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) Object.assign(window, { shift: (window as unknown as { shift: number }).shift + entry.value });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const desk = await new Desk(page).open();
  const charts = page.getByRole('region', { name: 'Charts' });
  const title = page.getByTestId('recorded');
  await expect(title).toHaveText(/^Recorded: D = [\d,]+, seed 1$/);
  await expect(charts.getByText('Recorded, not trained here')).toBeVisible();
  await expect(charts.getByText(/^Recorded on .+, \d+ \w+ 20\d\d.*, with version .+; not trained here\.$/)).toBeVisible();
  await expect(page.getByRole('figure', { name: 'Probe accuracy by last-block width D' }).locator('.width-mark')).toHaveText('D = 256');
  expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBeLessThan(0.1);

  // Every recorded width shows its own figures.
  const drawn = new Set<string>();
  for (const width of widths) {
    await desk.widthBox.fill(String(width));
    await desk.widthBox.press('Enter');
    await expect(title).toHaveText(`Recorded: D = ${width.toLocaleString('en-GB')}, seed 1`);
    const { untrained, final } = of(width);
    await expect(charts.getByText(`Probe accuracy on shape: ${percent(untrained.refit.shape!)} untrained, ${percent(final.refit.shape!)} after 400 steps`)).toBeVisible();
    drawn.add(await charts.locator('.step-plot svg > g').filter({ has: page.locator('path') }).last().innerHTML());
  }
  expect(drawn.size).toBe(widths.length);

  // Under a held thumb they follow at once, and nothing is started when it lets go.
  await desk.widthSlider.focus();
  await page.keyboard.press('Home');
  await expect(title).toHaveText(`Recorded: D = ${widths[0]}, seed 1`);
  await expect(charts.getByText('The recorded width nearest to D = 8.')).toBeVisible();
  const box = (await desk.widthSlider.boundingBox())!;
  await page.evaluate(() => {
    const waits: number[] = [];
    Object.assign(window, { waits });
    // Before the page itself hears of it.
    window.addEventListener(
      'input',
      () => {
        const start = performance.now();
        requestAnimationFrame(() => setTimeout(() => waits.push(performance.now() - start)));
      },
      { capture: true },
    );
  });
  await page.mouse.move(box.x + 16, box.y + box.height / 2);
  await page.mouse.down();
  for (let share = 0.05; share < 0.9; share += 0.04) {
    await page.mouse.move(box.x + share * box.width, box.y + box.height / 2);
    await page.waitForTimeout(60);
  }
  await expect(title).toHaveText(`Recorded: D = ${widths.at(-1)!.toLocaleString('en-GB')}, seed 1`);
  await page.mouse.up();
  const waits = await page.evaluate(() => (window as unknown as { waits: number[] }).waits.sort((a, b) => a - b));
  const median = waits[Math.floor(waits.length / 2)]!;
  console.log(`    from input to the frame that shows another recorded run: median ${median.toFixed(0)} ms, worst ${waits.at(-1)!.toFixed(0)} ms of ${waits.length}`);
  expect(median).toBeLessThan(50);
  await expect(desk.runs).toHaveCount(0);
  await expect(desk.button('Start')).toBeVisible();
  expect(asked).toHaveLength(1);

  await desk.unfoldEverything();
  await expect(page.getByRole('region', { name: /^Table: Recorded curves/ }).locator('tbody tr').first()).toBeVisible();
  expect((await new AxeBuilder({ page }).include('.charts').analyze()).violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
});

test('on a phone nothing sticks out, and a run of one’s own takes the place of the recorded ones', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  const desk = await new Desk(page).open();
  await expect(page.getByTestId('recorded')).toBeVisible();
  await page.locator('#sweep').scrollIntoViewIfNeeded();
  await page.getByLabel('Results of').selectOption('recorded');
  await expect(page.getByRole('figure', { name: 'Probe accuracy by last-block width D' })).toHaveCount(2);
  expect(await page.evaluate(() => document.scrollingElement!.scrollWidth - document.scrollingElement!.clientWidth)).toBe(0);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join()}`)).toEqual([]);

  // Other settings have nothing recorded, and say so.
  await page.goto(labAddress(quickRun(4)));
  await expect(page.getByText('Nothing has been trained yet')).toBeVisible();
  await expect(page.getByText(/with other settings there is nothing recorded/)).toBeVisible();
  await desk.start();
  await desk.reaches('finished');
  await expect(page.getByRole('figure', { name: 'Pretext loss and probe accuracy by step' })).toBeVisible();
  await page.locator('#sweep').scrollIntoViewIfNeeded();
  await page.getByLabel('Results of').selectOption('recorded');
  await expect(page.locator('#sweep').getByText(/^Recorded on .+; not trained here\.$/)).toBeVisible();
});

test('without the recorded runs the page is whole', async ({ page, faults }) => {
  await page.route(`**/${FILE}`, (route) => route.fulfill({ status: 404, body: '' }));
  await new Desk(page).open();
  await expect(page.getByText('Nothing has been trained yet')).toBeVisible();
  // The browser itself reports the missing file; the page does not.
  expect(faults.splice(0).filter((fault) => !fault.includes('404'))).toEqual([]);
});
