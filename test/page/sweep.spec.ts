/** Sweeps as they go on unattended: halted, changed, reloaded, beside a second tab, hidden, and on many machines. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readRunFile } from '../../src/exchange/runFile';
import { reportSchema } from '../command/reportSchema';
import { Desk, expect, test } from './desk';
import { openRawTab } from './hiddenTab';
import { npmRun } from './npmRun';

const LINK = 'v=2&images=500&out=16&batch=8&steps=80&sweep=width:8,16&seeds=2';

/** Every run that is kept, read from the page's database as it is. */
const keptRuns = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('expand-or-narrow');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const reading = opening.result.transaction('summaries').objectStore('summaries').getAll();
    reading.onsuccess = () => {
      opening.result.close();
      resolve(reading.result.map(({ id, state }) => ({ id, state })));
    };
  };
})`;

const heldLocks = async () => (await navigator.locks.query()).held!.map(({ name }) => name!);

type KeptRun = { id: string; state: string };

test('a sweep is halted, changed, reloaded, left alone by a second tab, and finishes by itself', async ({ page, context }) => {
  const desk = await new Desk(page).open(LINK);
  const offer = page.getByRole('region', { name: 'Sweep of this link' });
  await expect(offer).toContainText('4 runs. Nothing has been started.');
  await offer.getByRole('button', { name: 'Start this sweep' }).click();
  await page.locator('#sweep').scrollIntoViewIfNeeded();
  await desk.sweepReaches('working');
  await expect.poll(() => desk.swept('running')).toEqual(['D = 8, seed 1']);
  await desk.hasDone(1);

  // Halted, it keeps the run that it had begun; the others may change places or be left out.
  await desk.queue.getByRole('button', { name: 'Pause the sweep' }).click();
  await desk.sweepReaches('halted');
  await expect.poll(() => desk.swept('halted')).toEqual(['D = 8, seed 1']);
  await desk.queue.getByRole('button', { name: 'Move D = 16, seed 2 up' }).click();
  await expect.poll(() => desk.swept('waiting')).toEqual(['D = 16, seed 1', 'D = 16, seed 2', 'D = 8, seed 2']);
  await desk.queue.getByRole('button', { name: 'Leave out D = 16, seed 1' }).click();
  await expect.poll(() => desk.swept('skipped')).toEqual(['D = 16, seed 1']);
  await desk.queue.getByRole('button', { name: 'Continue the sweep' }).click();
  await desk.sweepReaches('working');

  // A second tab sees it and keeps its hands off, even when asked.
  const second = await new Desk(await context.newPage()).open(LINK);
  await second.page.locator('#sweep').scrollIntoViewIfNeeded();
  await expect.poll(() => second.swept('skipped')).toEqual(['D = 16, seed 1']);
  await expect(second.queue).toContainText('Another tab of this browser is running this sweep.');
  await second.queue.getByRole('button', { name: 'Continue the sweep' }).click();
  await expect.poll(async () => (await second.page.evaluate(heldLocks)).filter((name) => name.startsWith('sweep'))).toHaveLength(1);
  await expect(second.queue).toContainText('Another tab of this browser is running this sweep.');
  await second.sweepReaches('halted');
  await second.page.close();

  // A reload in the middle of a run: the sweep goes on by itself, and with that run.
  await expect.poll(() => desk.swept('running')).toHaveLength(1);
  await desk.hasDone(1);
  const begun = await page.evaluate<KeptRun[]>(keptRuns);
  await page.reload();
  await page.locator('#sweep').scrollIntoViewIfNeeded();
  await desk.sweepReaches('working');
  await desk.queue.getByRole('button', { name: 'Restore D = 16, seed 1' }).click();
  await desk.sweepReaches('done', 100);
  expect(await desk.swept('finished')).toHaveLength(4);
  const made = await page.evaluate<KeptRun[]>(keptRuns);
  expect(made.map(({ state }) => state)).toEqual(['finished', 'finished', 'finished', 'finished']);
  for (const { id } of begun) expect(made.map((run) => run.id)).toContain(id);
});

test('a hidden tab works on it just as well', async ({ browser, baseURL }) => {
  const tab = await openRawTab(browser, `${baseURL}?${LINK.replace('steps=80', 'steps=24').replace('seeds=2', 'seeds=1')}`);
  const pressed = `(() => { const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Start this sweep'); button?.click(); return Boolean(button); })()`;
  await expect.poll(() => tab.evaluate(pressed).catch(() => false)).toBe(true);
  const other = await openRawTab(browser, 'about:blank');
  await other.bringToFront();
  const frame = 'new Promise((resolve) => { requestAnimationFrame(() => resolve("frame")); setTimeout(() => resolve("none"), 1000); })';
  await expect.poll(() => tab.evaluate('document.visibilityState')).toBe('hidden');
  expect(await tab.evaluate(frame)).toBe('none');
  await expect.poll(async () => (await tab.evaluate<KeptRun[]>(keptRuns)).map(({ state }) => state), { timeout: 90_000 }).toEqual(['finished', 'finished']);
  expect(await tab.evaluate('document.visibilityState')).toBe('hidden');
  await tab.close();
  await other.close();
});

test('two shards at once make a sweep’s files, and merged they are one', async ({}, testInfo) => {
  const directory = testInfo.outputPath('results');
  const link = 'v=2&images=500&out=16&batch=8&steps=4&sweep=width:8,16';
  const shards = await Promise.all(['1/2', '2/2'].map((shard) => npmRun('sweep', link, '--shard', shard, '--out', directory, '--backend', 'wasm')));
  for (const { code, stdout, stderr } of shards) {
    expect({ code, stdout, made: stderr.includes(': 1 runs were made, 0 were there, 0 failed') }).toEqual({ code: 0, stdout: '', made: true });
  }
  const files = ['images-500_width-16_out-16_batch-8_steps-4.json', 'images-500_width-8_out-16_batch-8_steps-4.json'];
  expect(readdirSync(directory).sort()).toEqual([...files, 'sweep.json']);
  for (const file of files) reportSchema.parse(JSON.parse(readFileSync(path.join(directory, file), 'utf8')));

  // What is there is not made again, and a file that was cut off is not taken for a run.
  const again = await npmRun('sweep', link, '--shard', '1/2', '--out', directory);
  expect(again.code).toBe(0);
  expect(again.stderr).toContain('0 runs were made, 1 were there');
  const whole = await npmRun('sweep', '--merge', directory);
  expect({ code: whole.code, stderr: whole.stderr }).toEqual({ code: 0, stderr: '' });
  expect(readRunFile(whole.stdout, 'all.json')).toMatchObject({ sweep: link, remarks: [], records: [{ experiment: { width: 8 } }, { experiment: { width: 16 } }] });
  const cut = path.join(directory, files[0]!);
  writeFileSync(cut, readFileSync(cut, 'utf8').slice(0, -100));
  const rest = await npmRun('sweep', '--merge', directory);
  expect(rest.code).toBe(1);
  expect(rest.stderr).toContain('1 of the sweep’s 2 runs is not there yet.');
  expect(rest.stderr).toContain(`“${files[0]!.slice(0, 40)}`);
  expect(readRunFile(rest.stdout, 'all.json').records).toHaveLength(1);
});
