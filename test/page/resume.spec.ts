/** Runs that are cut off, by a reload, by a worker that dies, and what another tab may do meanwhile. */
import type { Page } from '@playwright/test';
import { Desk, expect, quickRun, test } from './desk';

/** Enough that an idle machine has not finished before it is interrupted. */
const STEPS = 120;
/** Enough to outlast the other tab's patience. */
const LONGER = 800;

/** Sizes of the states that are kept. */
function keptStates(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('checkpoints', { create: true });
    const sizes: number[] = [];
    for await (const entry of folder.values()) sizes.push((await (entry as FileSystemFileHandle).getFile()).size);
    return sizes;
  });
}

interface Curve {
  losses: number[];
  points: unknown[];
  final: unknown;
}

/** Of the newest run in the archive: every loss and all that probes measured, as numbers and not as digits. */
function storedCurve(page: Page): Promise<Curve & { state: string }> {
  return page.evaluate(
    () =>
      new Promise<Curve & { state: string }>((resolve, reject) => {
        const opening = indexedDB.open('expand-or-narrow');
        opening.onerror = () => reject(new Error('The archive could not be opened.'));
        opening.onsuccess = () => {
          const asked = opening.result.transaction('records').objectStore('records').getAll();
          asked.onsuccess = () => {
            const records = asked.result as { startedAt: number; state: string; losses: { values: Float32Array; length: number }; points: Record<string, unknown>[]; final: unknown }[];
            const newest = records.sort((a, b) => a.startedAt - b.startedAt).at(-1);
            if (!newest) return reject(new Error('No run is stored.'));
            const { state, losses, points, final } = newest;
            const measured = points.map((point) => ({ ...point, seconds: 0 }));
            opening.result.close();
            resolve({ state, losses: Array.from(losses.values.subarray(0, losses.length)), points: measured, final });
          };
        };
      }),
  );
}

/** The same experiment in a worker of its own that nothing interrupts. */
function uninterruptedCurve(page: Page, query: string): Promise<Curve> {
  return page.evaluate(async (asked) => {
    const curve: Curve = { losses: [], points: [], final: null };
    await window.expandOrNarrow.run(asked, {}, (event) => {
      if (event.kind === 'losses') curve.losses.push(...event.values);
      if (event.kind === 'point') curve.points.push({ ...event.point, seconds: 0 });
      if (event.kind === 'finished') curve.final = event.final;
    });
    return { ...curve, losses: Array.from(new Float32Array(curve.losses)) };
  }, query);
}

/** How often a state was written; Chromium leaves `lastModified` as it was when a file is written again. */
function lastKept(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('checkpoints', { create: true });
    let last = 0;
    for await (const entry of folder.values()) last = Math.max(last, new Uint32Array(await (await (entry as FileSystemFileHandle).getFile()).slice(4, 8).arrayBuffer())[0] ?? 0);
    return last;
  });
}

/** Pauses, waits until that state is on disk, and goes on. */
async function keepNow(desk: Desk): Promise<void> {
  const before = await lastKept(desk.page);
  await desk.button('Pause').click();
  await desk.reaches('paused');
  await expect.poll(() => lastKept(desk.page)).toBeGreaterThan(before);
  await desk.button('Continue').click();
  await desk.reaches('running');
}

const interruption = (page: Page) => page.getByRole('region', { name: /^A run was interrupted at step \d+ of \d+$/ });

test('a run that its worker’s death and a reload cut off ends as one that nothing interrupted, to the bit', async ({ page, faults }) => {
  test.setTimeout(300_000);
  const desk = await new Desk(page).open(quickRun(STEPS));
  await desk.start();
  await desk.hasDone(3);
  await keepNow(desk);

  // A worker that dies of an error in its own code.
  const worker = page.workers().find((other) => /\/host-[^/]*$/.test(other.url()))!;
  await worker.evaluate(() => void setTimeout(() => {
    throw new Error('killed by a test');
  }));
  await desk.reaches('failed');
  await expect(page.getByRole('region', { name: 'The run failed' })).toContainText('killed by a test');
  expect(faults.filter((fault) => !fault.includes('killed by a test'))).toEqual([]);
  faults.length = 0;
  await page.getByRole('button', { name: /^Continue from step \d+$/ }).click();
  await desk.reaches('running');
  const before = await desk.stepsDone();
  await desk.hasDone(before + 3);
  await keepNow(desk);
  await desk.hasDone(before + 6);

  await page.reload();
  await interruption(page).getByRole('button', { name: 'Continue' }).click();
  await desk.reaches('running');
  await expect(interruption(page)).toHaveCount(0);
  // The curve up to there is on the chart before it goes on.
  expect(await desk.stepsDone()).toBeGreaterThan(before);
  const largest = Math.max(...(await keptStates(page)));
  await desk.reaches('finished', 150);
  await expect.poll(async () => (await storedCurve(page)).state).toBe('finished');
  const { state, ...continued } = await storedCurve(page);
  expect(state).toBe('finished');
  expect(continued.losses).toHaveLength(STEPS);
  expect(continued).toEqual(await uninterruptedCurve(page, quickRun(STEPS)));

  // What is left of a run that has finished is its network, which can still be judged after another reload.
  await expect.poll(async () => Math.max(...(await keptStates(page)))).toBeLessThan(largest / 2);
  await page.reload();
  await expect(desk.runBar).toBeVisible();
  await expect(interruption(page)).toHaveCount(0);
});

test('a second tab does not train what the first one trains, and says where it goes on', async ({ page, context }) => {
  test.setTimeout(240_000);
  const desk = await new Desk(page).open(quickRun(LONGER));
  await desk.start();
  await desk.hasDone(2);
  await keepNow(desk);

  const other = await context.newPage();
  const second = await new Desk(other).open(quickRun(LONGER));
  await expect(interruption(other)).toHaveCount(0);
  await page.reload();
  await expect(interruption(page)).toBeVisible();
  await other.reload();
  await expect(interruption(other)).toBeVisible();
  await interruption(page).getByRole('button', { name: 'Continue' }).click();
  await desk.reaches('running');
  await interruption(other).getByRole('button', { name: 'Continue' }).click();
  await second.reaches('failed');
  await expect(other.getByRole('region', { name: 'The run could not resume' })).toContainText('is being trained in another tab');
  const done = await desk.stepsDone();
  await desk.hasDone(done + 2);

  // With the first tab gone, the second one goes on.
  await page.close();
  await second.button('Continue').click();
  await second.reaches('running');
  await second.hasDone(done);
  await second.button('Pause').click();
  await second.reaches('paused');
  await other.close();
});

test('an interruption can be dismissed for good', async ({ page }) => {
  const desk = await new Desk(page).open(quickRun(STEPS));
  await desk.start();
  await desk.hasDone(2);
  await keepNow(desk);
  await page.reload();
  await interruption(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(interruption(page)).toHaveCount(0);
  await page.reload();
  await expect(desk.runBar).toBeVisible();
  await page.waitForTimeout(1_500);
  await expect(interruption(page)).toHaveCount(0);
});

test('a run that dies within its first seconds resumes, and one that dies before its first step can start again', async ({ page }) => {
  const desk = await new Desk(page).open(quickRun(STEPS));
  await desk.start();
  await desk.reaches('preparing');
  await expect.poll(() => storedCurve(page).then(({ state }) => state, () => null)).toBe('preparing');
  await page.reload();
  const early = page.getByRole('region', { name: 'A run was interrupted at step 0 of 120' });
  await expect(early).toContainText('Nothing was saved that it could resume from.');
  await early.getByRole('button', { name: 'Start again' }).click();
  await expect(early).toHaveCount(0);
  await desk.hasDone(1);
  await expect.poll(async () => (await keptStates(page)).filter((size) => size > 0).length).toBe(1);
  await page.reload();
  await interruption(page).getByRole('button', { name: 'Continue' }).click();
  await desk.reaches('running');
  await expect(page.getByRole('region', { name: /was interrupted/ })).toHaveCount(0);
});

test('where the browser has no private file system, a run trains and is kept, and the page says what is lost', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'storage', { value: undefined }));
  await page.route(/\/host-[^/]*\.js$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${await answer.text()};Object.defineProperty(navigator, 'storage', { value: undefined });` });
  });
  const desk = await new Desk(page).open(quickRun(30));
  await desk.start();
  await desk.hasDone(1);
  await desk.button('Pause').click();
  await desk.reaches('paused');
  await expect(page.getByRole('main').getByText('This browser cannot store the state of a run, so')).toBeVisible();
  await desk.button('Continue').click();
  await desk.reaches('finished');
  await expect.poll(async () => (await storedCurve(page)).state).toBe('finished');
});
