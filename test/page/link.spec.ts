/** Links: what is set is in the address, and any address opens. */
import { Desk, expect, test } from './desk';

test('the address follows the settings, and opening it gives the same experiment', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const desk = await new Desk(page).open();
  await desk.widthBox.fill('1024');
  await desk.widthBox.press('Enter');
  await page.getByRole('radiogroup', { name: 'Projector layers' }).getByRole('radio', { name: '2' }).check({ force: true });
  await page.getByLabel('Pretext task', { exact: true }).selectOption('vicreg');
  await page.getByLabel('Seed', { exact: true }).fill('3');
  await page.getByLabel('Seed', { exact: true }).press('Enter');
  await expect.poll(() => new URL(page.url()).search).toBe('?v=2&method=vicreg&width=1024&layers=2&seed=3&lab=1');
  await desk.button('Copy link').click();
  await expect(desk.spoken).toHaveText('Link copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());

  const other = await context.newPage();
  const visitor = new Desk(other);
  await other.goto(page.url());
  await expect(visitor.widthBox).toHaveValue('1024');
  await expect(other.getByLabel('Pretext task', { exact: true })).toHaveValue('vicreg');
  await expect(other.getByRole('radiogroup', { name: 'Projector layers' }).getByRole('radio', { name: '2' })).toBeChecked();
  await expect(other.getByLabel('Seed', { exact: true })).toHaveValue('3');
  await expect(other.getByRole('heading', { name: 'About this link' })).toHaveCount(0);
});

test('a bad link opens with a sentence for every value that is not used as given', async ({ page }) => {
  const desk = await new Desk(page).open('v=2&width=999999&method=magic&colour=red&batch=zwölf');
  const remarks = page.getByRole('region', { name: 'About this link' });
  await expect(remarks.getByRole('listitem')).toHaveText([/width.*999999.*32768 is used/, /method.*magic.*simclr, is used/, /colour.*red.*ignored/, /batch.*zwölf.*64, is used/]);
  await expect(desk.widthBox).toHaveValue('32768');
  await remarks.getByRole('button', { name: 'Dismiss' }).click();
  await expect(remarks).toHaveCount(0);
});

for (const [name, link] of [
  ['markup', `v=2&width=${encodeURIComponent('<img src=x onerror=alert(1)>')}&${encodeURIComponent('<b>')}=1`],
  ['malformed escapes', 'v=2&width=%E0%A4%A&%=%&&&==&=1'],
  ['the names of object members', '__proto__=1&constructor=2&toString=3&hasOwnProperty=4'],
  ['a very long value', `v=2&seed=${'9'.repeat(5_000)}`],
  ['many fields', Array.from({ length: 300 }, (_, index) => `f${index}=1`).join('&')],
] as const) {
  test(`a link with ${name} does not break the page`, async ({ page }) => {
    const desk = await new Desk(page).open(link);
    await expect(desk.button('Start')).toBeEnabled();
    await expect(page.getByRole('region', { name: 'About this link' })).toBeVisible();
    await expect(page.locator('main img[src=x]')).toHaveCount(0);
    expect(await page.evaluate(() => document.scrollingElement!.scrollWidth - document.scrollingElement!.clientWidth)).toBe(0);
  });
}
