/** Looking inside, judging by every probe, the map of the test features: on a short run, with the real worker. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { Desk, expect, test } from './desk';

const SHORT = 'v=2&images=500&batch=16&steps=3&width=32&out=16&layers=2&hidden=24';
/** Judging fits a dozen probes, on two cores that may have other work. */
const PATIENCE = { timeout: 90_000 };

async function finishedRun(page: Page, query = SHORT): Promise<Desk> {
  const desk = await new Desk(page).open(query);
  await desk.start();
  await desk.reaches('finished');
  return desk;
}

/** Colours that cover at least so many pixels of a drawing; the rims of shapes have hundreds that cover few. */
function colours(canvas: Locator, least: number): Promise<number> {
  return canvas.evaluate((element: HTMLCanvasElement, pixels) => {
    const { data } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
    const counts = new Map<number, number>();
    for (const colour of new Uint32Array(data.buffer)) counts.set(colour, (counts.get(colour) ?? 0) + 1);
    return [...counts.values()].filter((count) => count >= pixels).length;
  }, least);
}

test('the look inside grows with the run, and its table holds what is drawn', async ({ page }) => {
  test.setTimeout(180_000);
  const desk = await finishedRun(page);
  // Charts and their tables follow a few times a second.
  await expect.poll(async () => (await desk.table('Rank, collapse, uniformity and sparsity by step')).at(-1)?.[6]).toMatch(/^\d/);
  const rows = await desk.table('Rank, collapse, uniformity and sparsity by step');
  expect(rows.map(([, step]) => step)).toEqual(['0', ...rows.slice(1, -1).map(([, step]) => step), '3']);
  const [, , rank, collapse, uniformity, sparsity, lidar, alignment] = rows.at(-1)!;
  expect(Number(rank)).toBeGreaterThan(1);
  expect(Number(rank)).toBeLessThanOrEqual(32);
  expect(Number(collapse)).toBeGreaterThan(0);
  expect(uniformity).toMatch(/^−\d/);
  expect(sparsity).toMatch(/%$/);
  expect(Number(lidar)).toBeGreaterThan(0);
  expect(Number(alignment)).toBeGreaterThan(0);
  const spectrum = await desk.table('Covariance spectrum');
  expect(spectrum).toHaveLength(32);
  await expect(page.getByText('Finish runs at two widths')).toBeVisible();

  await desk.widthBox.fill('64');
  await desk.widthBox.press('Enter');
  await desk.reaches('finished');
  await expect(page.getByRole('figure', { name: 'Rank and sparsity by width' })).toBeVisible();
  expect((await desk.table('Rank and sparsity by width')).map(([run]) => run)).toEqual(['D = 32', 'D = 64']);
});

test('every probe judges the network and its untrained self', async ({ page }) => {
  test.setTimeout(180_000);
  await finishedRun(page);
  const room = page.getByRole('region', { name: 'Judged by every probe' });
  await room.getByRole('button', { name: 'Judge by every probe' }).click();
  const heads = room.getByRole('rowheader');
  await expect(heads).toHaveText([/^Online probe/, /^Logistic regression/, /^1 % of the labels/, /^10 % of the labels/, /^MLP probe/, /^Binarised probe/, /^Weighted k-NN/, /^Projector layer 1/, /^Projector layer 2/], PATIENCE);
  await expect(room.getByText(/at step 3 \(filled\).*Fitted to 500 clean training images/)).toBeVisible();
  const logistic = room.getByRole('row').filter({ hasText: 'Logistic regression' }).getByRole('cell');
  await expect(logistic).toHaveText([/%$/, /%$/, /^[+−±]/]);
  await expect(room.getByRole('row').filter({ hasText: 'Online probe' }).getByRole('cell')).toHaveText(['–', /%$/, '–']);

  await room.getByRole('combobox', { name: 'Judged task' }).selectOption('hue');
  await expect(room.getByRole('heading', { name: 'Every probe on hue' })).toBeVisible();
  await expect(room.getByRole('button', { name: 'Judge again' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('.room').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});

test('while a network trains nothing is judged, and a sentence says why', async ({ page }) => {
  const desk = await new Desk(page).open(SHORT.replace('steps=3', 'steps=400'));
  await desk.start();
  await desk.hasDone(2);
  const room = page.getByRole('region', { name: 'Judged by every probe' });
  await expect(room.getByText('Pause the run or wait for its end')).toBeVisible();
  await expect(room.getByRole('button')).toHaveAttribute('aria-disabled', 'true');
  await desk.button('Pause').click();
  await desk.reaches('paused');
  await expect(room.getByRole('button')).toHaveAttribute('aria-disabled', 'false');
});

test('the map shows images and their neighbours to the pointer and to the keyboard, by PCA and by UMAP', async ({ page }) => {
  test.setTimeout(180_000);
  await finishedRun(page);
  const room = page.getByRole('region', { name: 'Map of the test features' });
  await room.getByRole('button', { name: 'Draw with PCA' }).click();
  const map = room.getByTestId('map');
  await expect(map).toBeVisible(PATIENCE);
  await expect(room.getByText(/principal direction 1, [\d.]+.% of the variance/)).toBeVisible();
  expect(await colours(map, 100)).toBeGreaterThanOrEqual(8);

  const frame = room.getByRole('application');
  await frame.focus();
  await page.keyboard.press('ArrowRight');
  const neighbours = room.getByRole('region', { name: 'Nearest neighbours' });
  await expect(neighbours.getByRole('listitem')).toHaveCount(8);
  const cosines = (await neighbours.getByRole('listitem').allInnerTexts()).map((text) => Number(/(-?[01]\.\d{3})$/.exec(text.trim())![1]));
  expect(cosines).toEqual([...cosines].sort((a, b) => b - a));
  expect(await colours(neighbours.getByRole('img', { name: /^Selected image/ }), 1)).toBeGreaterThan(16);
  const first = await neighbours.locator('[aria-live]').innerText();
  await page.keyboard.press('Escape');
  await expect(neighbours.getByText('Nothing is selected yet')).toBeVisible();

  // Where the selection's ring is drawn there is a point to click.
  await page.keyboard.press('ArrowRight');
  await expect(neighbours.locator('[aria-live]')).toHaveText(first);
  await page.keyboard.press('ArrowRight');
  const ring = (await room.locator('circle.selected').boundingBox())!;
  const second = await neighbours.locator('[aria-live]').innerText();
  await page.keyboard.press('Escape');
  await page.mouse.move(ring.x + ring.width / 2, ring.y + ring.height / 2);
  await expect(room.getByRole('img', { name: 'Image under the pointer' })).toBeVisible();
  await page.mouse.down();
  await page.mouse.up();
  await expect(neighbours.locator('[aria-live]')).toHaveText(second);

  const before = await map.screenshot();
  await room.getByRole('combobox', { name: 'Colour by' }).selectOption('hue');
  expect(Buffer.compare(await map.screenshot(), before)).not.toBe(0);
  await expect(room.getByRole('list', { name: /^Classes/ }).getByRole('button', { name: 'azure' })).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => colours(map, 100)).toBeGreaterThanOrEqual(10);
  await page.emulateMedia({ colorScheme: 'light' });

  await room.getByRole('button', { name: 'Draw with UMAP' }).click();
  await expect(room.getByRole('button', { name: 'Draw with UMAP again' })).toBeVisible(PATIENCE);
  await expect(room.getByText('principal direction 1')).toHaveCount(0);
  await expect(neighbours.locator('[aria-live]')).toContainText('Selected');
  const { violations } = await new AxeBuilder({ page }).include('.room').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});
