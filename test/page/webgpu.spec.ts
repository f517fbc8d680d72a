/** The WebGPU path, on the software adapter and so for a few small steps only. */
import { Desk, expect, test } from './desk';

/** Two downstream tasks rather than the six of the shapes: each costs a fit of many small dispatches. */
const FEW_STEPS = 'v=2&data=cifar100&images=500&batch=8&steps=2&width=8&out=8';

test('a software adapter trains when it is asked for', async ({ page }) => {
  test.setTimeout(480_000);
  const desk = await new Desk(page).open(`${FEW_STEPS}&backend=software-webgpu`);
  await desk.start();
  await desk.reaches('finished', 450);
  await expect(desk.device).toContainText(/WebGPU.*software/);
  await desk.curveReaches(2);
  const rows = await desk.curve();
  expect(Number.isFinite(Number(rows.at(-1)![2]))).toBe(true);
});

test('a software adapter is not used unasked', async ({ page }) => {
  const desk = await new Desk(page).open(FEW_STEPS);
  await desk.start();
  await desk.reaches('finished');
  await expect(desk.device).toContainText(/CPU.*software/);
});

test('a graphics card that computes wrong is not trained on, and the page says so', async ({ page }) => {
  // The software adapter passes for a card, and one of its kernels forgets the ReLU.
  await page.route('**/*.js', async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const body = text
      .replace('swiftshader|llvmpipe', 'llvmpipe')
      .replaceAll('isFallbackAdapter', 'isNothing')
      .replaceAll('joined[at] = activation(', 'joined[at] = (');
    await route.fulfill({ response, body });
  });
  const desk = await new Desk(page).open(FEW_STEPS);
  await desk.start();
  await desk.reaches('finished');
  await expect(desk.device).toContainText(/CPU.*computes a wrong normalisation/);
});
