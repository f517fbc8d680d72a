/** Real images: dropped, kept, trained on, removed; and every wrong file gets a sentence. */
import type { Page } from '@playwright/test';
import { cifarFormats } from '../../src/data/cifar/format';
import { records, tarGz } from '../data/support/cifarFiles';
import { Desk, expect, test } from './desk';

const { folder, trainFiles, testFiles } = cifarFormats.cifar10;

/** A valid archive: 5 × 120 training and 100 test records. */
function archive(): Promise<Uint8Array<ArrayBuffer>> {
  const members = Object.fromEntries(trainFiles.map((name, index) => [`${folder}/${name}`, records(cifarFormats.cifar10, 120, 120 * index)]));
  return tarGz({ ...members, [`${folder}/${testFiles[0]!}`]: records(cifarFormats.cifar10, 100, 600) });
}

async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    async ([name, base64]) => {
      const response = await fetch(`data:application/octet-stream;base64,${base64}`);
      const transfer = new DataTransfer();
      transfer.items.add(new File([await response.blob()], name));
      return transfer;
    },
    [name, Buffer.from(bytes).toString('base64')] as const,
  );
  await page.dispatchEvent('main', 'dragenter', { dataTransfer: transfer });
  await expect(page.getByText('Drop CIFAR archives')).toBeVisible();
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
  await expect(page.getByText('Drop CIFAR archives')).toHaveCount(0);
}

const stored = (page: Page) => page.getByRole('list', { name: 'Stored images' }).getByRole('listitem');

test('a dropped archive is kept for the next visit, trained on, and removed', async ({ page }) => {
  const desk = await new Desk(page).open('v=2&data=cifar10&images=500&batch=16&steps=6&width=32&out=16');
  await expect(page.getByText('CIFAR-10 is not on this machine yet')).toBeVisible();
  await drop(page, 'cifar-10-binary.tar.gz', await archive());
  const row = stored(page).filter({ hasText: 'CIFAR-10' }).filter({ hasNotText: 'CIFAR-100' });
  await expect(row).toContainText('600 training and 100 test images in 10 classes');
  await expect(desk.spoken).toContainText('Ready');

  await page.reload();
  await expect(row).toContainText('kept in this browser');
  await desk.start();
  await desk.reaches('finished');
  expect((await desk.curve()).at(-1)![4]).toMatch(/%/);

  await row.getByRole('button', { name: 'Remove CIFAR-10' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row).toHaveCount(0);
});

test('images in the local data folder are offered by themselves', async ({ page }) => {
  const desk = await new Desk(page).open('v=2&data=cifar100&images=500&batch=16&steps=4&width=32&out=16');
  await expect(stored(page).filter({ hasText: 'CIFAR-100' })).toContainText('600 training and 200 test images');
  await expect(stored(page).filter({ hasText: 'CIFAR-100' })).toContainText('local-data');
  await desk.start();
  await desk.reaches('finished');
  await expect(page.getByRole('combobox', { name: 'Probe task', exact: true }).getByRole('option')).toHaveText([/100 classes/, /20 classes/]);
});

test('a run without its images fails in words, and the page goes on', async ({ page }) => {
  const desk = await new Desk(page).open('v=2&data=cifar10&images=500&batch=16&steps=4');
  await desk.start();
  await desk.reaches('failed');
  await expect(page.getByRole('region', { name: 'The run failed' })).toContainText('CIFAR-10');
  await page.getByRole('radio', { name: 'Shapes' }).check({ force: true });
  await desk.start();
  await desk.reaches('finished');
});

const whole = (count: number) => records(cifarFormats.cifar10, count);

for (const [what, name, bytes, sentence] of [
  ['cut off within a record', 'data_batch_1.bin', () => whole(3).subarray(0, 5_000), /data_batch_1\.bin/],
  ['with labels that do not exist', 'data_batch_1.bin', () => whole(3).fill(200), /data_batch_1\.bin/],
  ['of another kind', 'holiday.gz', () => new TextEncoder().encode('not an archive at all'), /holiday\.gz/],
  ['that is empty', 'test_batch.bin', () => new Uint8Array(0), /test_batch\.bin/],
] as const) {
  test(`a file ${what} gets a sentence and changes nothing`, async ({ page }) => {
    await new Desk(page).open();
    await drop(page, name, bytes());
    await expect(page.getByTestId('import-error')).toHaveText(sentence);
    await expect(stored(page).filter({ hasText: 'kept in this browser' })).toHaveCount(0);
  });
}
