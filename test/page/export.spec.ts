/** Files out and in: a run, its weights, a chart as a drawing; and files that cannot be used. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { readSafeTensors } from '../../src/exchange/safetensors';
import { readRunFile } from '../../src/exchange/runFile';
import { Desk, expect, test } from './desk';

const TINY = 'v=2&images=500&steps=8&batch=8&width=8&out=8';

const files = (page: Page) => page.getByRole('button', { name: 'Files', exact: true });
const notice = (page: Page) => page.locator('.import-notice');

async function downloaded(page: Page, press: () => Promise<void>): Promise<{ download: Download; path: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  const path = await download.path();
  return { download, path, bytes: await readFile(path) };
}

/** From the open menu of files. */
const saved = (page: Page, name: string) => downloaded(page, () => page.getByRole('button', { name, exact: true }).click());

async function open(page: Page, paths: string[]): Promise<void> {
  await page.getByLabel('Files of runs and weights').setInputFiles(paths);
}

/** What a person does who drags files from the desktop. */
async function drop(page: Page, given: { name: string; text: string }[]): Promise<void> {
  const transfer = await page.evaluateHandle((items) => {
    const data = new DataTransfer();
    for (const { name, text } of items) data.items.add(new File([text], name));
    return data;
  }, given);
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

test('a run leaves as files and comes back from them, whole files only', async ({ page, browser, baseURL }, info) => {
  const desk = await new Desk(page).open(`${TINY}&backend=wasm`);
  await files(page).click();
  await expect(page.getByText('Once there is a run, it can be saved here.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(files(page)).toBeFocused();
  await desk.start();
  await desk.reaches('finished');
  await desk.curveReaches(8);
  const curve = await desk.curve();

  await files(page).click();
  const run = await saved(page, 'Whole run, JSON');
  expect(run.download.suggestedFilename()).toBe('simclr-tiny-width8-layers1-seed1.json');
  const [record] = readRunFile(run.bytes.toString(), 'run.json').records;
  expect(record!.losses.length).toBe(8);
  const points = await saved(page, 'Points, CSV');
  expect(points.bytes.toString()).toMatch(/^step,seconds,loss,parts\.similarity,.*\r\n0,0,,/);
  expect((await saved(page, 'Losses, CSV')).bytes.toString().trimEnd().split('\r\n')).toHaveLength(9);
  const weights = await saved(page, 'Weights, SafeTensors');
  expect(readSafeTensors(new Uint8Array(weights.bytes), 'w')).toMatchObject({ step: 8, classes: 8, experiment: record!.experiment });
  const script = await saved(page, 'PyTorch script');
  expect(script.bytes.toString()).toContain('WIDTH = 8 ');
  await expect(page.getByText('torchrun --nproc_per_node=8 simclr-tiny-width8-layers1-seed1.py --data DIR')).toBeVisible();
  expect((await saved(page, 'Images for the script')).bytes).toHaveLength(500 * 3073);
  await expect(desk.spoken).toHaveText(/^shapes\.bin saved, 1\.54.MB\.$/);
  await page.screenshot({ path: info.outputPath('menu.png') });

  // Elsewhere, with nothing stored.
  const elsewhere = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: baseURL! });
  const visit = await elsewhere.newPage();
  const faults: string[] = [];
  visit.on('pageerror', (error) => faults.push(error.message));
  const other = await new Desk(visit).open(`${TINY}&backend=wasm`);

  const half = info.outputPath('half.json');
  await writeFile(half, run.bytes.subarray(0, run.bytes.length / 2));
  await files(visit).click();
  await open(visit, [half]);
  await expect(notice(visit)).toContainText('“half.json” ends in the middle: it was cut off. Save or download it again.');
  await expect(other.runs).toHaveCount(0);
  await visit.screenshot({ path: info.outputPath('cut.png') });
  await drop(visit, [{ name: 'package.json', text: '{"name":"x","version":1}' }, { name: 'w.safetensors', text: 'short' }]);
  await expect(notice(visit)).toContainText('“package.json” is JSON, but not a run file.');
  await expect(notice(visit)).toContainText('“w.safetensors” has 5 bytes');
  await expect(other.runs).toHaveCount(0);

  await drop(visit, [{ name: 'run.json', text: run.bytes.toString() }]);
  await expect(notice(visit).getByRole('heading')).toHaveText('Opened the run of run.json.');
  await expect(other.runs).toHaveCount(1);
  const shown = await other.curve();
  expect(shown.map((row) => row.slice(1))).toEqual(curve.map((row) => row.slice(1)));
  await visit.screenshot({ path: info.outputPath('opened.png') });

  // Kept ones leave together.
  await visit.getByRole('button', { name: /^All runs/ }).click();
  await visit.getByRole('checkbox', { name: 'Choose all' }).check();
  const together = await saved(visit, 'Save as JSON');
  expect(JSON.parse(together.bytes.toString())).toEqual({ version: 1, runs: [JSON.parse(run.bytes.toString())] });
  expect((await saved(visit, 'Save as CSV')).bytes.toString()).toMatch(/,gain\.shape,.*\r\n,shapes,500,.*imported/);

  // Weights on their own: a network that can be judged, and goes out as it came.
  await visit.reload();
  await files(visit).click();
  await writeFile(info.outputPath('copy.safetensors'), weights.bytes);
  await open(visit, [info.outputPath('copy.safetensors')]);
  await expect(notice(visit).getByRole('heading')).toHaveText('Opened the weights of copy.safetensors.');
  await files(visit).click();
  await expect(visit.getByText('The weight file has no curves.')).toHaveCount(3);
  const again = await saved(visit, 'Weights, SafeTensors');
  expect(again.bytes.equals(weights.bytes)).toBe(true);
  await visit.keyboard.press('Escape');
  await visit.screenshot({ path: info.outputPath('weights.png'), fullPage: true });
  expect(faults).toEqual([]);
  await elsewhere.close();
});

test('a chart leaves as a drawing that stands alone, and as a picture', async ({ page, context }, info) => {
  const desk = await new Desk(page).open(`${TINY}&backend=wasm`);
  await desk.start();
  await desk.reaches('finished');
  await desk.curveReaches(8);
  const name = 'Pretext loss and probe accuracy by step';
  await page.getByRole('button', { name: `Save as a picture: ${name}` }).click();
  const drawing = await saved(page, 'Save as SVG');
  expect(drawing.download.suggestedFilename()).toBe('pretext-loss-and-probe-accuracy-by-step.svg');
  const svg = drawing.bytes.toString();
  expect(svg).toContain(name);
  expect(svg).toContain('pretext loss, every step');
  expect(svg).not.toMatch(/var\(--|light-dark|class=|<script|href="http/);
  // The loss has a value a step: its path has as many corners, in the colour that the page gives it.
  const paths = [...svg.matchAll(/<path d="([^"]*)"[^>]*stroke="(rgb[^"]*)"/g)].filter(([, d]) => (d!.match(/[ML]/g) ?? []).length >= 3 || d!.split(/[ ,LMH]/).length >= 16);
  expect(paths.length).toBeGreaterThan(0);
  const picture = await saved(page, 'Save as PNG');
  expect(picture.bytes.subarray(1, 4).toString()).toBe('PNG');
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!;
  expect([picture.bytes.readUInt32BE(16), picture.bytes.readUInt32BE(20)]).toEqual([2 * Number(width), 2 * Number(height)]);
  await writeFile(info.outputPath('chart.png'), picture.bytes);
  await writeFile(info.outputPath('chart.svg'), drawing.bytes);

  const alone = await context.newPage();
  await alone.setContent(svg.replace(/^<\?xml.*\n/, ''));
  await expect(alone.locator('svg').first()).toBeVisible();
  await alone.screenshot({ path: info.outputPath('alone.png') });
});
