/** Sprites of small pictures as WebP, drawn and compressed by headless Chromium, which also makes the augmented views. */
import type { Page } from '@playwright/test';
import type { ExperimentReport } from '../../record/report';
import type { Scripting } from '../../runs/scripting';
import type { PictureRow } from '../../runs/answer';
import type { RunEvent } from '../../worker/protocol';
import { buildPage } from '../buildPage';
import { launchChromium } from '../chromium';
import { servePage } from '../servePage';

/** At 0.9 a tile takes some 300 bytes, and no difference to the bytes themselves can be seen. */
const QUALITY = 0.9;
const FIRST_PORT = 4283;
const IMAGE_SIDE = 32;
const VIEWS_ROWS = 4;

/** First row: the test images; then for every width what the decoder makes of them before and after training. Of the first seed. */
export async function picturesSprite(reports: readonly ExperimentReport[]) {
  const { seed } = reports[0]!.config;
  const ofSeed = reports.filter(({ config }) => config.seed === seed);
  const { originals, side, count } = ofSeed[0]!.reconstruction!;
  const rows: PictureRow[] = [{ of: 'original' }];
  const strips = [{ side: originals.side, pixels: originals.pixels }];
  for (const { config, reconstruction } of ofSeed) {
    for (const of of ['untrained', 'trained'] as const) {
      rows.push({ of, width: config.width });
      strips.push({ side, pixels: reconstruction![of].pixels });
    }
  }
  const bytes = await withPage((page) => page.evaluate(drawStrips, { strips, side, count, quality: QUALITY }));
  return { bytes: fromBase64(bytes), entry: { file: 'recorded/pictures.webp', side, count, rows } };
}

/** The first images of the default experiment's first batch, each beside its two views. */
export async function viewsSprite() {
  const bytes = await withPage((page) => page.evaluate(drawViews, { query: 'v=2&steps=1&images=500&width=8', rows: VIEWS_ROWS, side: IMAGE_SIDE, quality: QUALITY }));
  return { bytes: fromBase64(bytes), entry: { file: 'recorded/views.webp', rows: VIEWS_ROWS } };
}

async function withPage<Result>(use: (page: Page) => Promise<Result>): Promise<Result> {
  await buildPage(console.error);
  const browser = await launchChromium();
  const served = await servePage({ port: FIRST_PORT, host: 'localhost' });
  try {
    const page = await browser.newPage();
    await page.goto(served.addresses[0]!);
    await page.waitForFunction(() => 'expandOrNarrow' in window);
    return await use(page);
  } finally {
    await browser.close();
    await served.close();
  }
}

/** Within the page. Strips of RGB bytes in base64, row by row; each picture is scaled to `side`. */
function drawStrips({ strips, side, count, quality }: { strips: { side: number; pixels: string }[]; side: number; count: number; quality: number }): string {
  const canvas = Object.assign(document.createElement('canvas'), { width: count * side, height: strips.length * side });
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  strips.forEach((strip, row) => {
    const rgb = Uint8Array.from(atob(strip.pixels), (character) => character.charCodeAt(0));
    for (let picture = 0; picture < count; picture++) {
      const tile = Object.assign(document.createElement('canvas'), { width: strip.side, height: strip.side });
      const image = new ImageData(strip.side, strip.side);
      for (let pixel = 0; pixel < strip.side ** 2; pixel++) {
        const at = 3 * (picture * strip.side ** 2 + pixel);
        image.data.set([rgb[at]!, rgb[at + 1]!, rgb[at + 2]!, 255], 4 * pixel);
      }
      tile.getContext('2d')!.putImageData(image, 0, 0);
      context.drawImage(tile, picture * side, row * side, side, side);
    }
  });
  return canvas.toDataURL('image/webp', quality);
}

/** Within the page. */
async function drawViews({ query, rows, side, quality }: { query: string; rows: number; side: number; quality: number }): Promise<string> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 3 * side, height: rows * side });
  const context = canvas.getContext('2d')!;
  const { expandOrNarrow } = window as unknown as { expandOrNarrow: Scripting };
  await expandOrNarrow.run(query, { backend: 'wasm' }, (event: RunEvent) => {
    if (event.kind !== 'views') return;
    [event.views.original, event.views.first, event.views.second].forEach((pixels, column) => {
      for (let row = 0; row < rows; row++) {
        const bytes = 4 * side ** 2;
        context.putImageData(new ImageData(pixels.slice(row * bytes, (row + 1) * bytes), side, side), column * side, row * side);
      }
    });
  });
  return canvas.toDataURL('image/webp', quality);
}

function fromBase64(dataUrl: string): Buffer {
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
}
