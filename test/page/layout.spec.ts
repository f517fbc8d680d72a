/** Three widths: nothing overflows, nothing overlaps, and a thumb can reach what it needs. */
import type { Page } from '@playwright/test';
import { Desk, expect, quickRun, test } from './desk';

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

for (const size of sizes) {
  test(`at ${size.width} px nothing overflows and no region covers another`, async ({ page }) => {
    await page.setViewportSize(size);
    const desk = await new Desk(page).open(`${quickRun(6)}&lr=nonsense`);
    await desk.start();
    await desk.reaches('finished');
    await expect(desk.page.getByRole('figure', { name: 'Pretext loss and probe accuracy by step' })).toBeVisible();
    await desk.unfoldEverything();

    const overflow = await page.evaluate(() => document.scrollingElement!.scrollWidth - document.scrollingElement!.clientWidth);
    expect(overflow).toBe(0);
    expect(await sticksOut()).toEqual([]);
    expect(await overlaps()).toEqual([]);

    /** Text cut off or poking out of the window. Regions that scroll by themselves are meant to. */
    function sticksOut(): Promise<string[]> {
      return page.evaluate(() => {
        const scrolls = (element: Element) => element.closest('[tabindex="0"][role=region], .visually-hidden, svg') !== null;
        return [...document.querySelectorAll('button, label, p, h1, h2, h3, dd, dt, input, select, li, td, figure')]
          .filter((element) => !scrolls(element) && element.checkVisibility())
          .filter((element) => {
            const { left, right, width } = element.getBoundingClientRect();
            return width > 0 && (left < -0.5 || right > innerWidth + 0.5);
          })
          .map((element) => `${element.tagName} ${element.className}: ${element.textContent.slice(0, 40)}`);
      });
    }

    /** Named regions that share area without one holding the other. A bar that sticks to an edge lies over what scrolls. */
    function overlaps(): Promise<string[]> {
      return page.evaluate(() => {
        window.scrollTo(0, 0);
        const regions = [...document.querySelectorAll('main section, main figure, header, footer')].filter(
          (region) => region.checkVisibility() && !['sticky', 'fixed'].includes(getComputedStyle(region).position),
        );
        const found: string[] = [];
        regions.forEach((one, index) => {
          for (const other of regions.slice(index + 1)) {
            if (one.contains(other) || other.contains(one)) continue;
            const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (across > 1 && down > 1) found.push(`${one.className} and ${other.className}`);
          }
        });
        return found;
      });
    }
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the buttons of the run are large enough for a thumb and always in reach', async ({ page }) => {
    const desk = await new Desk(page).open(quickRun(6));
    for (const place of [0, 1_500]) {
      await page.evaluate((top) => window.scrollTo(0, top), place);
      await expect(desk.button('Start')).toBeInViewport();
    }
    for (const button of await desk.runBar.getByRole('button').all()) {
      const box = (await button.boundingBox())!;
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
    }
  });
});

/** Sum of what moved without anybody's doing (web.dev/cls) since it was last asked. */
async function shifted(page: Page): Promise<number> {
  const shifts = await page.evaluate(() => (window as unknown as { shifts: [number, string][] }).shifts.splice(0));
  for (const [value, what] of shifts) if (value > 0.005) console.log(`    ${value.toFixed(3)} ${what}`);
  return shifts.reduce((sum, [value]) => sum + value, 0);
}

const MOST_SHIFT = 0.05;
/** What is loaded late is here by then. */
const SETTLED_MS = 4_000;

for (const size of [sizes[0]!, sizes[2]!]) {
  test(`at ${size.width} px nothing moves that nobody has touched, neither at load nor through a whole run`, async ({ page }) => {
    await page.setViewportSize(size);
    await page.addInitScript(() => {
      const shifts: [number, string][] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] })[]) {
          const names = entry.sources.map(({ node }) => (node instanceof HTMLElement ? node.className : (node?.nodeName ?? '')));
          if (!entry.hadRecentInput) shifts.push([entry.value, names.join(', ')]);
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const desk = await new Desk(page).open(quickRun(20));
    await page.waitForTimeout(SETTLED_MS);
    const load = await shifted(page);
    await desk.start();
    await desk.reaches('finished');
    await page.waitForTimeout(SETTLED_MS);
    const run = await shifted(page);
    console.log(`    layout shift ${load.toFixed(3)} at load, ${run.toFixed(3)} in a run`);
    expect(load).toBeLessThanOrEqual(MOST_SHIFT);
    expect(run).toBeLessThanOrEqual(MOST_SHIFT);
  });
}
