import { expect, test } from 'vitest';
import { RAW, viewsOf } from '../../src/data/augment';
import { shapesDataset } from '../../src/data/shapes/generate';
import { drawViews, packViews, VIEW_PARAMETERS } from '../../src/data/views';
import { defaultExperiment } from '../../src/experiment/fields';
import { startWasmInNode } from '../support/wasm';

test('a view is the same alone and among others', async () => {
  await startWasmInNode();
  const { train } = shapesDataset(1, 8, 1);
  const parameters = packViews(drawViews(defaultExperiment, 8, 0, 0));
  const together = (await viewsOf(train.pixels, [0, 1, 2, 3, 4, 5, 6, 7], parameters, RAW).data()) as Float32Array;
  for (let image = 0; image < 8; image++) {
    const own = parameters.slice(image * VIEW_PARAMETERS, (image + 1) * VIEW_PARAMETERS);
    const alone = (await viewsOf(train.pixels, [image], own, RAW).data()) as Float32Array;
    expect(alone).toEqual(together.slice(image * alone.length, (image + 1) * alone.length));
  }
});
