/** A visitor's own images: a folder is chosen or dropped, kept, trained on, probed on, removed; every useless one gets a sentence. */
import type { Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { projectRoot } from '../../src/command/projectRoot';
import { Desk, expect, test } from './desk';
import { folderOf, picture, pictures, png } from './ownFolder';

const quick = 'v=2&images=500&batch=16&steps=3&width=32&out=16';
const row = (page: Page) => page.getByRole('list', { name: 'Stored images' }).getByRole('listitem').filter({ hasText: 'Your images' });
const problem = (page: Page) => page.getByTestId('import-error');

async function choose(page: Page, files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  const { folder, remove } = folderOf(files);
  await page.getByLabel('Folder of your own images').setInputFiles(folder);
  await expect(page.getByRole('progressbar', { name: /^Reading/ })).toHaveCount(0);
  await expect(row(page).or(problem(page)).first()).toBeVisible();
  remove();
}

const hostile = '<img src=x onerror=console.error(1)>';

test('a chosen folder is kept for the next visit, trained on, and removed', async ({ page }) => {
  const desk = await new Desk(page).open(`v=2&data=own&${quick}`);
  await expect(page.getByText('Images of your own are not on this machine yet')).toBeVisible();
  await choose(page, { ...pictures(['red', '\u202Eneerg', hostile], 30), 'red/cut off.png': picture(0, 40).subarray(0, 60), 'red/notes.txt': 'no image' });
  await expect(row(page)).toContainText(/7[123] training and 18 test images in 3 classes/);
  await expect(problem(page)).toHaveText('1 image could not be read and was left out.');
  await expect(page.getByText('Images of your own are not on this machine yet')).toHaveCount(0);

  await page.reload();
  await expect(row(page)).toContainText('kept in this browser');
  await desk.start();
  await desk.reaches('finished');
  expect((await desk.curve()).at(-1)![4]).toMatch(/%/);
  await expect(page.locator('img[src=x]')).toHaveCount(0);

  await row(page).getByRole('button', { name: 'Remove your images' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row(page)).toHaveCount(0);
  await expect(page.getByText('Images of your own are not on this machine yet')).toBeVisible();
});

test('own images judge what was learned from shapes, by labels and by derived tasks', async ({ page }) => {
  const desk = await new Desk(page).open(`v=2&data=shapes&probe=own&${quick}`);
  await choose(page, pictures(['red', 'green', 'blue'], 20));
  await expect(row(page).getByRole('button', { name: 'Use your images' })).toBeVisible();
  await desk.start();
  await desk.reaches('finished');
  await page.getByRole('combobox', { name: 'Tested by' }).selectOption('Derived, without labels');
  await desk.start();
  await desk.reaches('finished');
  await expect(page.getByRole('combobox', { name: 'Probe task', exact: true }).getByRole('option')).toHaveText([/dominant hue, 8 classes/, /brightness, 5 classes/, /quarter turn, 4 classes/]);
});

test('the folder’s own split is kept', async ({ page }) => {
  await new Desk(page).open();
  const train = Object.entries(pictures(['a', 'b'], 6)).map(([path, bytes]) => [`train/${path}`, bytes]);
  const validation = Object.entries(pictures(['a', 'b'], 9)).filter(([path]) => /[678]/.test(path)).map(([path, bytes]) => [`val/${path}`, bytes]);
  await choose(page, Object.fromEntries([...train, ...validation]) as Record<string, Buffer>);
  await expect(row(page)).toContainText('12 training and 6 test images in 2 classes');
});

test('without images a run fails in words', async ({ page }) => {
  const desk = await new Desk(page).open(`v=2&data=own&${quick}`);
  await desk.start();
  await desk.reaches('failed');
  await expect(page.getByRole('region', { name: 'The run failed' })).toContainText('no images of your own');
});

test('useless folders get a sentence, and what was there stays', async ({ page }) => {
  await new Desk(page).open();
  await choose(page, pictures(['a', 'b'], 5));
  await expect(row(page)).toContainText('8 training and 2 test images');
  for (const [files, sentence] of [
    [{ 'one.png': picture(0, 0), 'two.png': picture(1, 1) }, /directly in the folder/],
    [{ 'notes.txt': 'none' }, /no images in this folder/],
    [pictures(['a'], 9), /At least two classes/],
    [Object.fromEntries(Object.keys(pictures(['a', 'b'], 5)).map((path) => [path, 'not a picture'])), /0 training and 0 test images are usable/],
  ] as const) {
    await choose(page, files);
    await expect(problem(page)).toHaveText(sentence);
    await expect(row(page)).toContainText('8 training and 2 test images');
  }
});

test('a picture where a folder is expected gets a sentence', async ({ page }) => {
  await new Desk(page).open();
  await page.getByLabel('CIFAR archives or .bin files').setInputFiles({ name: 'holiday.png', mimeType: 'image/png', buffer: picture(0, 0) });
  await expect(problem(page)).toHaveText(/holiday\.png.*images of your own come as a folder with one sub-folder per class/);
});

/** As the system drags a folder over the page: scripts cannot put one into a DataTransfer. */
async function dropFolder(page: Page, folder: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', x: 300, y: 300, data });
  await expect(page.getByText('a folder of your own images, or files')).toBeVisible();
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', x: 300, y: 300, data });
  await session.send('Input.dispatchDragEvent', { type: 'drop', x: 300, y: 300, data });
}

/** Lowest and highest byte of every stored image's red plane. */
function storedRanges(page: Page): Promise<number[][]> {
  return page.evaluate(async () => {
    const images = await (await navigator.storage.getDirectory()).getDirectoryHandle('images');
    const file = await (await (await images.getDirectoryHandle('own-images')).getFileHandle('own-images.bin')).getFile();
    const bytes = new Uint8Array(await file.arrayBuffer());
    const body = 12 + new DataView(bytes.buffer).getUint32(8, true);
    const { test, train } = JSON.parse(new TextDecoder().decode(bytes.subarray(12, body))) as { test: number; train: number };
    const starts = [...Array(test).keys()].map((image) => body + test + image * 3072);
    starts.push(...[...Array(train).keys()].map((image) => body + test * 3073 + train + image * 3072));
    return starts.map((start) => bytes.subarray(start, start + 1024)).map((plane) => [Math.min(...plane), Math.max(...plane)]);
  });
}

test('a dropped folder is read, and fine patterns of large photographs become their mean', async ({ page }) => {
  await new Desk(page).open();
  const striped = (level: number) => png(1200, 900, (_, column) => [(column % 2) * level, 0, 0]);
  const files = [60, 100, 140, 180, 220].flatMap((level) => [[`fine/${level}.png`, striped(level)], [`plain/${level}.png`, png(700, 700, () => [level / 2, 9, 9])]]);
  const { folder, remove } = folderOf(Object.fromEntries(files) as Record<string, Buffer>);
  await dropFolder(page, folder);
  await expect(row(page)).toContainText('8 training and 2 test images in 2 classes');
  remove();
  const levels = (await storedRanges(page)).sort(([a], [b]) => a! - b!);
  levels.forEach(([low, high], index) => {
    const expected = [30, 50, 70, 90, 110][Math.floor(index / 2)]!;
    expect(low).toBeGreaterThanOrEqual(expected - 2);
    expect(high).toBeLessThanOrEqual(expected + 2);
  });
});

test('where the browser refuses storage, own images last for this visit', async ({ page }) => {
  await page.route('**/*.js', async (route) => {
    const response = await route.fetch();
    const refusal = "if (globalThis.StorageManager) StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('refused', 'SecurityError'));\n";
    await route.fulfill({ response, body: refusal + (await response.text()) });
  });
  const desk = await new Desk(page).open(`v=2&data=own&${quick}`);
  await choose(page, pictures(['red', 'green'], 20));
  await expect(row(page)).toContainText('32 training and 8 test images in 2 classes');
  await expect(row(page)).toContainText('in memory until this page closes');
  await desk.start();
  await desk.reaches('finished');
});

test('the headless command trains on plain image files of a data folder', async () => {
  const { folder, remove } = folderOf(Object.fromEntries(Object.entries(pictures(['red', 'größe & 50 %'], 20)).map(([path, bytes]) => [`own/${path}`, bytes])));
  const { stdout } = await promisify(execFile)('npm', ['run', '-s', 'experiment', '--', `v=2&data=own&tasks=derived&${quick}`, '--data-dir', folder], { cwd: projectRoot });
  remove();
  const { untrained } = JSON.parse(stdout) as { untrained: { refit: Record<string, number> } };
  expect(Object.keys(untrained.refit)).toEqual(['dominant-hue', 'brightness', 'quarter-turn']);
});
