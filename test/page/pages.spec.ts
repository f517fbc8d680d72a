/** The two pages, and the way between them. */
import { Desk, expect, quickRun, test } from './desk';

test('what is set and what runs survive the way between the pages, Back works, and the front does without the Lab', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`./?${quickRun(400)}`);
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await expect(pages.getByRole('link', { name: 'Overview' })).toHaveAttribute('aria-current', 'page');
  expect(asked.filter((path) => /\/(LabPage|host|backend|tfjs)[-.]/.test(path))).toEqual([]);
  await page.evaluate(() => Object.assign(window, { isSameVisit: true }));

  const desk = new Desk(page);
  /** Of the Lab alone; both pages have a region called Run. */
  const ofLab = page.getByRole('button', { name: 'Step once' });
  await pages.getByRole('link', { name: 'Lab' }).click();
  await expect(desk.widthBox).toHaveValue('32');
  await expect(page).toHaveTitle(/^Lab/);
  const query = () => new URL(page.url()).searchParams;
  expect([query().get('lab'), query().get('width')]).toEqual(['1', '32']);
  await desk.widthBox.fill('64');
  await desk.widthBox.press('Enter');
  await desk.start();
  await desk.hasDone(2);

  await pages.getByRole('link', { name: 'Overview' }).click();
  await expect(ofLab).toHaveCount(0);
  expect([query().get('lab'), query().get('width')]).toEqual([null, '64']);
  await page.goBack();
  await expect(ofLab).toBeVisible();
  const before = await desk.stepsDone();
  await desk.hasDone(before + 1);
  await expect(desk.runs).toHaveCount(1);

  // Back to the entry in which the width was another: the page comes back, what is set stays.
  await page.goBack();
  await expect(ofLab).toHaveCount(0);
  await expect.poll(() => query().get('width')).toBe('64');
  expect(await page.evaluate(() => (window as unknown as { isSameVisit?: boolean }).isSameVisit)).toBe(true);
});

test('the Lab opens for its own links, and wishes about the page stay in the address', async ({ page }) => {
  const desk = new Desk(page);
  await page.goto('./?v=2#claims');
  await expect(page.getByRole('heading', { name: 'Claims to test' })).toBeInViewport();
  await page.goto('./?v=2&sweep=width:16,64');
  await expect(desk.runBar).toBeVisible();

  await page.emulateMedia({ colorScheme: 'light' });
  await desk.open('v=2&theme=dark&walk=2&chart=steps&accent=teal');
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(21, 23, 27)');
  await desk.widthBox.fill('64');
  await desk.widthBox.press('Enter');
  await expect.poll(() => new URL(page.url()).search).toBe('?v=2&width=64&lab=1&walk=2&chart=steps&theme=dark&accent=teal');
  await page.getByRole('button', { name: 'Switch to light theme' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('theme')).toBe('light');

  await page.goto('./?v=2&theme=sepia&accent=teall&walk=9');
  await expect(page.getByRole('region', { name: 'About this link' }).getByRole('listitem')).toHaveCount(3);
});
