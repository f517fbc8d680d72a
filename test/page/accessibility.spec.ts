/** axe on every view of the page, in both themes and on a phone. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { claimIds } from '../../src/experiment/claims/claimPresets';
import { Desk, expect, quickRun, test } from './desk';

async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const findings = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join('; ')})`);
  expect(findings).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`before a run, and with everything unfolded, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const desk = await new Desk(page).open('v=2&width=nonsense');
    await expectNoFindings(page);
    await desk.unfoldEverything();
    for (const help of await page.getByRole('button', { name: /^About/ }).all()) await help.click();
    await expectNoFindings(page);
  });

  test(`during and after runs, with charts and their tables, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const desk = await new Desk(page).open(`${quickRun(6)}&method=vicreg`);
    await desk.start();
    await desk.hasDone(1);
    await expectNoFindings(page);
    await desk.reaches('finished');
    await desk.widthBox.fill('64');
    await desk.widthBox.press('Enter');
    await expect(desk.runs).toHaveCount(2);
    await desk.reaches('finished');
    await desk.curve();
    await expectNoFindings(page);
  });
}

test('a failed run', async ({ page }) => {
  const desk = await new Desk(page).open('v=2&data=cifar10&images=500');
  await desk.start();
  await desk.reaches('failed');
  await expectNoFindings(page);
});

test('on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const desk = await new Desk(page).open(quickRun(4));
  await desk.start();
  await desk.reaches('finished');
  await expectNoFindings(page);
});

test('the keyboard alone reaches every control, and focus is visible', async ({ page }) => {
  await new Desk(page).open();
  // Rooms below come when they are scrolled to.
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect(page.locator('summary', { has: page.locator('.claim-id') })).toHaveCount(claimIds.length);
  await page.evaluate(() => Object.assign(window, { reached: new Set<Element>() }));
  const controls = await page.locator('button, select, a[href], summary, input').count();
  const unmarked: string[] = [];
  for (let press = 0; press < controls; press++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      (window as unknown as { reached: Set<Element> }).reached.add(element);
      // Where the control itself is invisible (radio buttons), its visible face carries the mark.
      const marked = [element, element.nextElementSibling, element.parentElement].some((place) => {
        if (!place) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(place);
        return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
      });
      return { name: element.outerHTML.slice(0, 100), marked, isSlider: element.matches('[type=range]') };
    });
    // The mark of a slider is on its thumb, a pseudo-element whose style no script can read: see the test below.
    if (focus && !focus.marked && !focus.isSlider) unmarked.push(focus.name);
  }
  expect(unmarked).toEqual([]);
  const missed = await page.evaluate(() => {
    const { reached } = window as unknown as { reached: Set<Element> };
    // Tab reaches one radio button of each group; arrow keys reach the others.
    const controls = document.querySelectorAll('button:enabled, select:enabled, a[href], summary, input:enabled:not([type=file]):not([type=radio]), [type=radio]:checked');
    return [...controls].filter((element) => element.checkVisibility() && !reached.has(element)).map((element) => element.outerHTML.slice(0, 100));
  });
  expect(missed).toEqual([]);
});

test('a slider with focus looks other than one without', async ({ page }) => {
  const { widthSlider } = await new Desk(page).open();
  const without = await widthSlider.screenshot();
  await page.keyboard.press('Tab'); // focus from the keyboard, not from a script, decides whether a mark is drawn
  await widthSlider.focus();
  expect(Buffer.compare(await widthSlider.screenshot(), without)).not.toBe(0);
});
