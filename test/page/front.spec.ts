/** The first minute: the recorded answer without a click, on one screen, by mouse, thumb and keys, with nothing of the training code loaded. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, quickRun, test } from './desk';

/** As on a second visit: the question is not asked again. */
async function open(page: Page, query = '', { asked = true } = {}): Promise<void> {
  await page.addInitScript((isAsked) => {
    if (isAsked) localStorage.setItem('guess', 'wide');
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) Object.assign(window, { shift: (window as unknown as { shift: number }).shift + entry.value });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  }, asked);
  await page.goto(query ? `./?${query}` : './');
  await expect(page.locator('.figure-svg')).toBeVisible();
}

const slider = (page: Page) => page.getByRole('slider', { name: 'Width D of the last block' });
const verdict = (page: Page) => page.getByTestId('verdict');
const faultsOf = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join()}`);

for (const [name, size, last] of [
  ['a small laptop', { width: 1280, height: 720 }, '.run-strip'],
  ['a phone', { width: 390, height: 844 }, '.verdict'],
] as const) {
  test(`on ${name} sentence, chart, slider and verdict fit the first screen, and nothing moves while they load`, async ({ page }) => {
    await page.setViewportSize(size);
    await open(page);
    await expect(verdict(page)).toContainText(/^Width [\d,]+: colour is read at/);
    const bottom = await page.locator(last).evaluate((element) => element.getBoundingClientRect().bottom);
    expect(bottom).toBeLessThanOrEqual(size.height);
    expect(await page.evaluate(() => document.scrollingElement!.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const controls = await page
      .locator('button, a[href], select, input')
      .evaluateAll((all) => all.filter((element) => element.checkVisibility() && element.getBoundingClientRect().top < innerHeight).length);
    expect(controls).toBeLessThanOrEqual(10);
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBeLessThan(0.05);
  });
}

test('the whole page is short, and no training code and no schema library comes with it', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open(page);
  await expect(verdict(page)).toBeVisible();
  await page.waitForTimeout(500);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(2_000);
  expect(asked.filter((address) => /tfjs|tf-core|recharts|\.wasm|zod|worker/i.test(address))).toEqual([]);
  expect(asked.filter((address) => address.endsWith('curves.json'))).toEqual([]);
});

test('the slider by keyboard: powers of two, the verdict follows, and nothing starts', async ({ page }) => {
  await open(page);
  await slider(page).focus();
  await page.keyboard.press('Home');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'width 16');
  await expect(verdict(page)).toContainText('Width 16:');
  const narrow = await verdict(page).innerText();
  await page.keyboard.press('ArrowRight');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'width 32');
  await page.keyboard.press('End');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'width 2,048');
  expect(await verdict(page).innerText()).not.toBe(narrow);
  await expect(page.getByTestId('state')).toHaveAttribute('data-state', 'idle');
});

test('the handle by mouse, anywhere on either panel, within a frame', async ({ page }) => {
  await open(page);
  const box = (await page.locator('.figure-svg').boundingBox())!;
  await page.evaluate(() => {
    const waits: number[] = [];
    Object.assign(window, { waits });
    addEventListener(
      'pointermove',
      () => {
        const start = performance.now();
        requestAnimationFrame(() => setTimeout(() => waits.push(performance.now() - start)));
      },
      { capture: true },
    );
  });
  await page.mouse.move(box.x + 0.1 * box.width, box.y + 0.5 * box.height);
  await page.mouse.down();
  for (let share = 0.1; share < 0.48; share += 0.02) await page.mouse.move(box.x + share * box.width, box.y + 0.5 * box.height);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'width 2,048');
  await page.mouse.up();
  await page.mouse.click(box.x + 0.56 * box.width, box.y + 0.5 * box.height);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^width (16|24)$/);
  const waits = await page.evaluate(() => (window as unknown as { waits: number[] }).waits.sort((a, b) => a - b));
  console.log(`    from pointer to painted chart: median ${waits[waits.length >> 1]!.toFixed(0)} ms, worst ${waits.at(-1)!.toFixed(0)} ms`);
  expect(waits[waits.length >> 1]!).toBeLessThan(50);
});

test('guess first: by keyboard, once, beside the curve afterwards, and never where somebody was sent', async ({ page }) => {
  await open(page, '', { asked: false });
  const prompt = page.getByRole('group', { name: 'Guess first' });
  await expect(prompt).toBeVisible();
  await expect(page.locator('.unveiled')).toHaveCount(1); // of the other panel
  await prompt.getByRole('button', { name: 'Wide' }).focus();
  await page.waitForTimeout(6_500);
  await expect(prompt).toBeVisible(); // a focus on it holds it
  await page.keyboard.press('Enter');
  await expect(prompt).toHaveCount(0);
  await expect(page.locator('.unveiled')).toHaveCount(2);
  await expect(page.getByText('your guess: wide')).toBeVisible();
  await page.reload();
  await expect(page.getByText('your guess: wide')).toBeVisible();
  await page.evaluate(() => localStorage.removeItem('guess'));
  await page.goto('./?v=2&width=64');
  await expect(page.locator('.unveiled')).toHaveCount(2);
  await expect(prompt).toHaveCount(0);
});

test('an unanswered guess goes by Escape, or by itself', async ({ page }) => {
  await open(page, '', { asked: false });
  const prompt = page.getByRole('group', { name: 'Guess first' });
  await page.keyboard.press('Escape');
  await expect(prompt).toHaveCount(0);
  await page.evaluate(() => localStorage.removeItem('guess'));
  await page.reload();
  await expect(prompt).toBeVisible();
  await expect(prompt).toHaveCount(0, { timeout: 10_000 });
});

test('the walk: opened, walked and left by keyboard, its step in the address', async ({ page }) => {
  await open(page);
  await page.getByRole('link', { name: 'Walk' }).press('Enter');
  const walk = page.getByRole('region', { name: 'Walk' });
  await expect(walk.getByRole('heading')).toHaveText('1 of 6 Narrow');
  await walk.getByRole('button', { name: 'Set D to 16' }).press('Enter');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 'width 16');
  for (const title of ['Wide', 'What colour says', 'The projector', 'Two classes in a batch', 'Send what you found']) {
    await walk.getByRole('button', { name: 'Next' }).press('Enter');
    await expect(walk.getByRole('heading')).toContainText(title);
  }
  await expect(page).toHaveURL(/[?&]walk=6/);
  await walk.getByRole('button', { name: 'Leave the walk' }).press('Enter');
  await expect(walk).toHaveCount(0);
  await expect(page).not.toHaveURL(/walk=/);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./?v=2&walk=2');
  await expect(walk.getByRole('listitem')).toHaveCount(6);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${colorScheme}, with question, walk and settings`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, '', { asked: false });
    expect(await faultsOf(page)).toEqual([]);
    await page.goto('./?v=2&walk=4&chart=steps');
    await expect(page.locator('.by-steps').first()).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(page.getByRole('dialog', { name: 'Settings' }).getByText('More settings')).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
}

test('a run of one’s own lands on the chart, a drag queues the next width, and the end is one sentence', async ({ page }) => {
  await open(page, quickRun(40));
  await page.getByRole('button', { name: 'Train this one yourself' }).click();
  await expect(page.locator('.figure-frame')).toHaveAttribute('data-by', 'steps');
  await expect(page.locator('.own-curve').first()).toBeAttached({ timeout: 60_000 });
  await expect(verdict(page)).toBeVisible(); // the answer stays
  await slider(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('queued')).toHaveText(/Next: width 64/);
  await expect(page.getByTestId('comparison')).toHaveText(/^Your D = \d+ .+ Yours: one seed\.$/, { timeout: 120_000 });
  await expect(page.locator('.figure-frame')).toHaveAttribute('data-by', 'width');
  await expect(page.getByTestId('own-mark').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Two more seeds' })).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBeLessThan(0.05);
});
