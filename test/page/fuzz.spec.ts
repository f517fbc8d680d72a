/** Hundreds of links that nobody meant, opened one after the other on real pages: nothing breaks, runs, asks or starts. */
import { deflateSync } from 'node:zlib';
import { payloadIn } from '../../src/exchange/share/fragment';
import { unpack } from '../../src/exchange/share/packed';
import { runFragment, tableFragment } from '../../src/exchange/share/write';
import { experimentsOf, readSweep } from '../../src/experiment/sweep';
import { randomStream } from '../../src/random/stream';
import { summaryOf } from '../../src/record/summary';
import { longRun } from '../exchange/support/longRun';
import { hostileTexts, mutations } from '../support/hostile';
import { Desk, expect, quickRun, test } from './desk';

const FRAGMENTS = 300;
const QUERIES = 20;
/** Milliseconds in which a fragment is read and drawn. */
const PAUSE = 25;

const LONE_SURROGATE = /\p{Surrogate}/gu;

test.setTimeout(240_000);

function mutated(seeds: readonly string[], index: number): string {
  const random = randomStream(index, 'probe');
  const pick = <Item>(items: readonly Item[]): Item => items[random.below(items.length)]!;
  return Array.from({ length: 1 + random.below(3) }, () => pick(mutations)).reduce((text, mutate) => mutate(text, random, pick(hostileTexts)), pick(seeds));
}

async function fragments(): Promise<string[]> {
  const { sweep } = readSweep('v=2&sweep=width:16,32&seeds=2&steps=200');
  const whole = await Promise.all([
    runFragment(longRun({ steps: 60 })),
    runFragment(longRun({ steps: 3_000, method: 'byol', width: 16 })),
    tableFragment(sweep!, experimentsOf(sweep!).map((experiment) => summaryOf(longRun(experiment))), longRun()),
  ]);
  const payloads = whole.map((fragment) => payloadIn(fragment!)!);
  const contents = await Promise.all(payloads.map(unpack));
  return Array.from({ length: FRAGMENTS }, (_, index) => {
    if (index % 10 === 9) return whole[index % 3]!;
    return `#run=${index % 2 === 0 ? mutated(payloads, index) : deflateSync(mutated(contents, index)).toString('base64url')}`;
  });
}

test('fuzzed links never break the page nor run anything', async ({ page }) => {
  const happened: string[] = [];
  page.on('dialog', (dialog) => {
    happened.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  // What trains, and only that, is started from host.ts.
  page.on('worker', (worker) => /\/host[-.]/.test(worker.url()) && happened.push(`worker: ${worker.url()}`));
  page.on('popup', (popup) => happened.push(`popup: ${popup.url()}`));
  const desk = new Desk(page);

  for (let index = 0; index < QUERIES; index++) {
    const query = mutated(['v=2&method=vicreg&width=1024&layers=2&seed=3', 'v=2&sweep=width:16,32,64,128&seeds=3&steps=200', 'v=2&sweep=method:simclr,byol;out:32,128&embed=2'], index);
    // As a browser would take it from an address bar; a server refuses what is longer than its request line.
    await page.goto(`./?lab=1&${encodeURI(query.replaceAll(LONE_SURROGATE, '')).replaceAll('#', '%23').slice(0, 6_000)}`);
    await expect(desk.button('Start')).toBeEnabled();
  }

  await desk.open();
  await page.evaluate(
    async ([hashes, pause]) => {
      for (const hash of hashes) {
        location.hash = hash;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    },
    [await fragments(), PAUSE] as const,
  );
  await expect(page.getByRole('region', { name: /received, not verified/ }).or(page.getByRole('region', { name: 'About this link' }))).not.toHaveCount(0);
  // Some were whole, so that this went on to the charts.
  await expect(desk.runs).not.toHaveCount(0);
  expect(await page.evaluate(() => document.querySelectorAll('main :is(script, iframe, object, embed, img[src=x], a[href^="javascript:"], [onerror])').length)).toBe(0);
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
  expect(happened).toEqual([]);

  // The page works as ever.
  await desk.open(quickRun(4));
  await desk.start();
  await desk.reaches('finished');
});
