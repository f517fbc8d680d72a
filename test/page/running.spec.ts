/** Start, drag, pause, replay: the way of a first visit. */
import { Desk, expect, quickRun, test } from './desk';

/** The page promises 5 s on two idle cores; a machine that runs other things too gets more. */
const FIRST_POINT_SECONDS = 15;

test('one click starts the default experiment, and the first point is soon on the chart', async ({ page }) => {
  const desk = await new Desk(page).open();
  const clicked = Date.now();
  await desk.start();
  await expect.poll(async () => (await desk.curve()).length, { timeout: 30_000 }).toBeGreaterThan(0);
  const seconds = (Date.now() - clicked) / 1000;
  test.info().annotations.push({ type: 'first point', description: `${seconds.toFixed(1)} s` });
  console.log(`    first point on the chart ${seconds.toFixed(1)} s after the click`);
  expect(seconds).toBeLessThan(FIRST_POINT_SECONDS);
  await expect(desk.device).toContainText(/CPU.*WebAssembly/);
  await expect(page.getByRole('region', { name: 'Charts' }).getByText(/^untrained \d/).first()).toBeVisible();
});

test('Space starts, pauses and continues; the views of the current images are pictures', async ({ page }) => {
  const desk = await new Desk(page).open(quickRun(400));
  await page.keyboard.press('Space');
  await desk.hasDone(3);
  await page.keyboard.press('Space');
  await desk.reaches('paused');
  await expect(desk.spoken).toContainText('Paused at step');
  const colours = await page.getByRole('img', { name: /^Views: image/ }).evaluateAll((canvases) =>
    canvases.map((canvas) => new Set((canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, 32, 32).data).size),
  );
  expect(colours.length).toBeGreaterThanOrEqual(6);
  for (const distinct of colours) expect(distinct).toBeGreaterThan(16);
  await page.keyboard.press('Space');
  await desk.reaches('running');
});

/** Long enough for what is done meanwhile, short enough to be waited for. */
const DRAGGED_STEPS = 200;

test('dragging the width during a run redraws the network at once, queues a run on release and stops nothing', async ({ page }) => {
  const desk = await new Desk(page).open(quickRun(DRAGGED_STEPS));
  await desk.start();
  await desk.hasDone(2);
  const before = await desk.figure('parameters');
  await desk.widthSlider.scrollIntoViewIfNeeded();
  const box = (await desk.widthSlider.boundingBox())!;
  const at = (share: number) => [box.x + share * box.width, box.y + box.height / 2] as const;
  await page.mouse.move(...at(0.25));
  await page.mouse.down();
  await page.mouse.move(...at(0.6), { steps: 4 });
  await expect.poll(() => desk.figure('parameters')).not.toBe(before);
  await expect(desk.runs).toHaveCount(1);
  const valueText = await desk.widthSlider.getAttribute('aria-valuetext');
  await page.mouse.up();
  const width = /^([\d,]+) channels$/.exec(valueText!)![1]!;
  await expect(page.getByTestId('next')).toContainText(`Next: D = ${width}.`);
  await expect(desk.spoken).toContainText(`D = ${width}`);
  const atRelease = await desk.stepsDone();
  await desk.hasDone(atRelease + 1);
  await expect(desk.runs).toHaveCount(1);

  // Cancelled, it is gone; dragged again, it is back and begins when the run before has come to its end.
  await page.getByTestId('next').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByTestId('next')).toHaveCount(0);
  await desk.widthSlider.press('ArrowRight');
  const again = /^([\d,]+) channels$/.exec((await desk.widthSlider.getAttribute('aria-valuetext'))!)![1]!;
  expect(again).not.toBe(width);
  await expect(page.getByTestId('next')).toContainText(`Next: D = ${again}.`);
  await expect(desk.runs).toHaveCount(2, { timeout: 100_000 });
  await expect(page.getByTestId('next')).toHaveCount(0);
  // The first run was left to its end: it tells what training added.
  await expect(desk.runs.last()).toContainText('points');
  await expect(desk.runs.first()).toContainText(again);
  await expect(desk.runs.first()).toContainText('current');
  await expect(desk.runs.last()).toContainText('32');
  await desk.hasDone(2);
});

test('the slider and its box work from the keyboard', async ({ page }) => {
  const desk = await new Desk(page).open('v=2&width=64');
  await desk.widthSlider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(desk.widthSlider).toHaveAttribute('aria-valuetext', '96 channels');
  await page.keyboard.press('Home');
  await expect(desk.widthSlider).toHaveAttribute('aria-valuetext', '8 channels');
  await page.keyboard.press('End');
  await expect(desk.widthSlider).toHaveAttribute('aria-valuetext', '8,192 channels');
  await desk.widthBox.fill('100');
  await desk.widthBox.press('Enter');
  await expect(desk.widthSlider).toHaveAttribute('aria-valuetext', '100 channels');
  await desk.widthBox.fill('99999');
  await desk.widthBox.press('Enter');
  await expect(desk.widthBox).toHaveValue('32768');
  await expect(page.getByText('the largest value is 32768')).toBeVisible();
});

/** Enough that an idle machine has not finished before the pause is pressed. */
const STEPS = 40;

test('a run replays to equal digits, paused or not', async ({ page }) => {
  test.setTimeout(240_000);
  const desk = await new Desk(page).open(quickRun(STEPS));
  await desk.start();
  await desk.reaches('finished', 100);
  await desk.curveReaches(STEPS);
  const first = await desk.curve();
  expect(first.at(-1)![4]).toMatch(/%/);

  await desk.button('Reset').click();
  await desk.hasDone(3);
  await desk.button('Pause').click();
  await desk.reaches('paused');
  // The step that was under way when the button was pressed is still told.
  await page.waitForTimeout(2_000);
  const paused = await desk.stepsDone();
  await desk.button('Step once').click();
  await desk.hasDone(paused + 1);
  await desk.reaches('paused');
  expect(await desk.stepsDone()).toBe(paused + 1);
  await desk.button('Continue').click();
  await desk.reaches('finished', 100);
  await desk.curveReaches(STEPS);
  // Points may lie at other steps after a pause; those that both runs have must agree to every digit shown, seconds apart.
  const figuresOf = (row: string[]) => row.slice(2, 5);
  const second = new Map((await desk.curve()).slice(-100).map((row) => [row[1], figuresOf(row)]));
  expect(second.get('0')).toEqual(figuresOf(first.find(([, step]) => step === '0')!));
  expect(second.get(String(STEPS))).toEqual(figuresOf(first.at(-1)!));
});

test('a slider answers within 100 ms while training', async ({ page }) => {
  const desk = await new Desk(page).open('v=2&steps=400');
  await desk.start();
  await desk.hasDone(5);
  await desk.widthSlider.focus();
  await page.evaluate(() => {
    const waits: number[] = [];
    Object.assign(window, { waits });
    document.addEventListener('input', () => {
      const start = performance.now();
      requestAnimationFrame(() => setTimeout(() => waits.push(performance.now() - start)));
    });
  });
  for (let press = 0; press < 12; press++) {
    await page.keyboard.press(press % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
    await page.waitForTimeout(150);
  }
  const waits = await page.evaluate(() => (window as unknown as { waits: number[] }).waits.sort((a, b) => a - b));
  expect(waits).toHaveLength(12);
  const median = waits[6]!;
  console.log(`    from input to the next painted frame: median ${median.toFixed(0)} ms, worst ${waits[11]!.toFixed(0)} ms`);
  expect(median).toBeLessThan(100);
});
