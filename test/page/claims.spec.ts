/** Claims: what a card shows, setting one up, and every preset run for a few steps; explanations beside what they explain. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { cifarFormats } from '../../src/data/cifar/format';
import { claimPresets } from '../../src/experiment/claims/claimPresets';
import { claims } from '../../src/experiment/claims/claims';
import { readLink } from '../../src/experiment/link';
import { presets } from '../../src/experiment/presets';
import { records, tarGz } from '../data/support/cifarFiles';
import { Desk, expect, labAddress, test } from './desk';

const card = (page: Page, id: string) => page.locator(`[data-claim="${id}"]`);

async function bringCifar(page: Page): Promise<void> {
  const { folder, trainFiles, testFiles } = cifarFormats.cifar10;
  const members = Object.fromEntries(trainFiles.map((name, index) => [`${folder}/${name}`, records(cifarFormats.cifar10, 120, 120 * index)]));
  const archive = await tarGz({ ...members, [`${folder}/${testFiles[0]!}`]: records(cifarFormats.cifar10, 100, 600) });
  await page.getByLabel('CIFAR archives or .bin files').setInputFiles({ name: 'cifar-10-binary.tar.gz', mimeType: 'application/gzip', buffer: Buffer.from(archive) });
  await expect(page.getByRole('list', { name: 'Stored images' })).toContainText('600 training and 100 test images');
}

test('every preset of a claim says what it tests and runs for a few steps', async ({ page }) => {
  test.setTimeout(400_000);
  const desk = await new Desk(page).open();
  await bringCifar(page);
  await desk.unfoldEverything();
  const started = new Set<string>();
  for (const { id, link } of claimPresets) {
    const { sentence, look, refute } = claims.find((claim) => claim.id === id)!;
    await page.getByLabel('Presets').selectOption(presets.find(({ claim }) => claim === id)!.name);
    for (const text of [sentence, look, refute]) await expect(page.locator('.claim-note')).toContainText(text);
    // Claims that start from the same run need it once.
    if (started.has(link)) continue;
    started.add(link);
    for (const [name, value] of [['Steps', '2'], ['Training images', '500'], ['Batch', '16']] as const) {
      const box = page.getByRole('spinbutton', { name, exact: true });
      await box.fill(value);
      await box.press('Enter');
    }
    await desk.runBar.getByRole('button').first().click();
    await expect(page.getByTestId('state')).not.toHaveAttribute('data-state', 'finished');
    await desk.reaches('finished', 120);
    expect(await desk.stepsDone()).toBe(2);
  }
});

test('a card shows its verdict, its source and its runs, and sets one up', async ({ page }) => {
  const desk = await new Desk(page).open();
  await page.getByRole('link', { name: 'claim by claim' }).click();
  await expect(page.locator('.claim')).toHaveCount(claims.length);
  const { source, reported, conditions } = claims[0]!;
  await card(page, 'a').locator('summary').click();
  await expect(card(page, 'a')).toContainText(reported!);
  await expect(card(page, 'a').getByRole('link', { name: source.text })).toHaveAttribute('href', source.address);
  await expect(card(page, 'a').locator('.verdict')).toHaveText(/^(reproduced|not reproduced|open|not measured yet)$/);

  const [narrow] = conditions;
  const link = card(page, 'a').getByRole('link', { name: `Set up ${narrow!.label}`, exact: true });
  await expect(link).toHaveAttribute('href', `?${narrow!.link}&lab=1`);
  await link.click();
  await expect(desk.widthBox).toHaveValue(String(readLink(narrow!.link).experiment.width));
  await expect(desk.spoken).toContainText(`${narrow!.label} is set up`);
  await expect(desk.button('Start')).toBeFocused();
  await expect(desk.button('Start')).toBeInViewport();
  await expect.poll(() => new URL(page.url()).search).toBe(`?${narrow!.link}&lab=1`);
});

test.describe('without what was measured', () => {
  test('the claims stand, and a sentence says what is missing', async ({ page }) => {
    // Not an error status, which the console would report.
    await page.route('**/scoreboard/claims.json', (route) => route.fulfill({ contentType: 'application/json', body: '{"version":99}' }));
    await new Desk(page).open();
    await page.locator('#claims').scrollIntoViewIfNeeded();
    await expect(page.getByText('What was measured could not be loaded')).toBeVisible();
    await expect(page.locator('.claim')).toHaveCount(claims.length);
    await expect(page.locator('.verdict')).toHaveCount(0);
  });
});

test('an explanation opens with its formula as MathML, and Escape closes it', async ({ page }) => {
  await new Desk(page).open();
  const button = page.getByRole('button', { name: 'About Last-block width D' });
  await button.focus();
  await page.keyboard.press('Enter');
  const explained = page.locator('[data-field="width"] .explained');
  await expect(explained.locator('.formula-line math')).toHaveCount(1);
  await expect(explained).toContainText('the pretext loss pushes few directions of');
  await page.keyboard.press('Escape');
  await expect(explained).toHaveCount(0);
  await expect(button).toBeFocused();

  const method = page.getByRole('combobox', { name: 'Pretext task' });
  await page.getByRole('button', { name: 'About Pretext task' }).click();
  for (const choice of await method.getByRole('option').all()) {
    await method.selectOption(await choice.getAttribute('value'));
    await expect(page.locator('[data-field="method"] .formula-line math')).toHaveCount(1);
    await expect(page.locator('.katex-error')).toHaveCount(0);
  }
});

for (const [colorScheme, width] of [['light', 1440], ['dark', 390]] as const) {
  test(`axe finds nothing in open claims and explanations, ${colorScheme}, ${width} px`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    const desk = await new Desk(page).open();
    await page.locator('#claims').scrollIntoViewIfNeeded();
    await expect(page.locator('.claim')).toHaveCount(claims.length);
    // The legend of the recorded curves explains something too, and comes with them.
    await expect(page.getByTestId('recorded')).toBeVisible();
    await desk.unfoldEverything();
    const helps = await page.getByRole('button', { name: /^About/ }).all();
    // One after the other: what unfolds moves those below it.
    for (const help of helps) {
      await help.click();
      await expect(help).toHaveAttribute('aria-expanded', 'true');
    }
    await expect(page.locator('.explained')).toHaveCount(4);
    for (const field of ['width', 'layers', 'method']) await expect(page.locator(`[data-field="${field}"] .explained`)).toHaveCount(1);
    await page.getByLabel('Presets').selectOption('c. Few projector outputs beat none and many');
    await expect(page.locator('.claim-note')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`)).toEqual([]);
    expect(await page.evaluate(() => document.scrollingElement!.scrollWidth - document.scrollingElement!.clientWidth)).toBe(0);
  });
}

test('settings that the scoreboard measured show its runs before anything is trained, others say that there is nothing', async ({ page }) => {
  const b = claims.find(({ id }) => id === 'b')!;
  const [narrow] = b.conditions;
  await page.goto(labAddress(narrow!.link));
  const measured = page.getByRole('region', { name: 'Measured with these settings' });
  await expect(measured).toContainText(b.sentence);
  await expect(measured.getByRole('row', { name: /\(as set\)/ })).toContainText(narrow!.label.replace(' = ', '\u00a0=\u00a0'));
  await expect(measured).toContainText(/reads [+−][\d.]+ points .*training added [+−][\d.]+ points/);
  await page.goto(labAddress('v=2&data=cifar10&width=77'));
  await expect(page.getByText('there is nothing recorded to show')).toBeVisible();
  await expect(measured).toHaveCount(0);
});
