/** The page within an article: the code that the page hands out, in a page of its own, without the headers that threads need. */
import AxeBuilder from '@axe-core/playwright';
import { Desk, expect, test } from './desk';

const TINY = 'v=2&images=500&steps=8&batch=8&width=8&out=8';

test('the code for an article shows the chart and the sliders at their own height, and trains', async ({ page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const desk = await new Desk(page).open(TINY);
  await desk.button('More to copy').click();
  await desk.button('Copy code for an article').click();
  await expect(desk.spoken).toHaveText('Code for an article copied.');
  const code = await page.evaluate(() => navigator.clipboard.readText());
  expect(code).toContain('embed=1');

  await page.route('**/article.html', (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>An article</title><p>Before</p>${code}<p>After</p>` }));
  await page.setViewportSize({ width: 700, height: 600 });
  await page.goto(`${baseURL!.replace(/\/?$/, '/')}article.html`);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('slider', { name: 'Last-block width D' })).toBeVisible();
  await expect(frame.getByRole('radiogroup', { name: 'Projector layers' })).toBeVisible();
  await expect(frame.getByRole('region', { name: 'Charts' })).toBeVisible();
  for (const absent of ['Network', 'Run', 'Claims', 'Images']) await expect(frame.getByRole('region', { name: absent, exact: true })).toHaveCount(0);

  const inside = page.frames()[1]!;
  expect(await inside.evaluate(() => crossOriginIsolated)).toBe(false);
  /** Pixels by which the content is higher than its frame. */
  const excess = () => inside.evaluate(() => document.querySelector('.embed')!.getBoundingClientRect().height - innerHeight);
  await expect.poll(excess).toBeCloseTo(0, -1);

  await frame.getByRole('button', { name: 'Start' }).click();
  await expect(frame.getByTestId('state')).toHaveAttribute('data-state', 'finished', { timeout: 60_000 });
  await expect(frame.getByRole('figure', { name: 'Pretext loss and probe accuracy by step' })).toBeVisible();
  await expect.poll(excess).toBeCloseTo(0, -1);
  await expect(frame.getByRole('link', { name: 'Open the full page' })).toHaveAttribute('href', /\?v=2&images=500&width=8&out=8&batch=8&steps=8$/);
});

test('an embedded page shows recorded curves, follows the system’s theme and is accessible', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('theme', 'light'));
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 600, height: 420 });
  await page.goto('./?v=2&embed=1&width=64');
  await expect(page.getByRole('figure').first()).toBeVisible();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(21, 23, 27)');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
});
