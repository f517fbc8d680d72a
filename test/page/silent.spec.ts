/** What a browser refuses, throws at or leaves unanswered at the start: the run trains on the CPU, and a sentence says why. */
import type { Page } from '@playwright/test';
import { Desk, expect, test } from './desk';

const TINY = 'v=2&images=500&steps=4&batch=8&width=8&out=8';

/** Runs before anything else in the training worker; its clock runs 20 times as fast there, so that limits of seconds pass soon. */
async function inWorker(page: Page, shim: () => void): Promise<void> {
  const fast = 'const wait = self.setTimeout; self.setTimeout = (then, ms, ...rest) => wait(then, ms / 20, ...rest);';
  await page.route('**/host-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `{ ${fast} (${shim.toString()})(); }\n${await response.text()}` });
  });
}

const gpu: [name: string, shim: () => void, says: RegExp][] = [
  ['is not there', () => Object.defineProperty(navigator, 'gpu', { value: undefined }), /has no WebGPU/],
  ['never answers', () => Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: () => new Promise(() => undefined) } }), /WebGPU does not answer/],
  ['throws', () => Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: () => { throw new TypeError('no'); } } }), /no WebGPU adapter/],
  ['rejects', () => Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: () => Promise.reject(new TypeError('no')) } }), /no WebGPU adapter/],
  ['gives an adapter whose device never comes', () => Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: () => Promise.resolve({ features: new Set(), limits: {}, info: { vendor: 'a card' }, requestDevice: () => new Promise(() => undefined) }) } }), /refused a WebGPU device/],
  ['gives an adapter that throws', () => Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: () => Promise.resolve({ features: new Set(), limits: {}, info: { vendor: 'a card' }, requestDevice: () => { throw new Error('no'); } }) } }), /refused a WebGPU device/],
];

for (const [name, shim, says] of gpu) {
  test(`WebGPU ${name}: trains on the CPU`, async ({ page }) => {
    await inWorker(page, shim);
    const desk = await new Desk(page).open(TINY);
    await desk.start();
    await desk.reaches('finished', 60);
    await expect(desk.device).toContainText(says);
  });
}

test('locks, storage and channels that are silent or throw keep no run from training', async ({ page }) => {
  await inWorker(page, () => {
    const silent = () => new Promise(() => undefined);
    Object.defineProperty(navigator, 'locks', { value: { request: silent, query: silent } });
    Object.defineProperty(navigator.storage, 'getDirectory', { value: silent });
    Object.defineProperty(indexedDB, 'open', { value: () => new EventTarget() });
    Object.defineProperty(self, 'BroadcastChannel', { value: class { constructor() { throw new DOMException('no', 'SecurityError'); } } });
  });
  const desk = await new Desk(page).open(`${TINY}&backend=wasm`);
  await desk.start();
  await desk.reaches('finished', 60);
});

test('without workers in workers one thread trains', async ({ page }) => {
  await inWorker(page, () => Object.defineProperty(self, 'Worker', { value: class { constructor() { throw new DOMException('no', 'SecurityError'); } } }));
  const desk = await new Desk(page).open(`${TINY}&backend=wasm`);
  await desk.start();
  await desk.reaches('finished', 60);
  await expect(desk.device).toContainText('one thread');
});

test('a browser that refuses shared memory trains with one thread', async ({ page }) => {
  await inWorker(page, () => {
    const Memory = WebAssembly.Memory;
    Object.defineProperty(WebAssembly, 'Memory', { value: function (wanted: WebAssembly.MemoryDescriptor) {
      if (wanted.shared) throw new RangeError('could not allocate memory');
      return new Memory(wanted);
    } });
  });
  const desk = await new Desk(page).open(`${TINY}&backend=wasm`);
  await desk.start();
  await desk.reaches('finished', 60);
  await expect(desk.device).toContainText('one thread');
});

test('memory that does not grow ends the run with a sentence', async ({ page, faults }) => {
  await inWorker(page, () => {
    WebAssembly.Memory.prototype.grow = () => { throw new RangeError('could not grow'); };
  });
  const desk = await new Desk(page).open('v=2&images=4000&steps=4&batch=256&width=2048&backend=wasm');
  await desk.start();
  await desk.reaches('failed', 100);
  // Where it is tfjs' own code that finds no room, it writes out of bounds instead.
  await expect(page.getByText(/(The browser gives WebAssembly no more memory\. Close other tabs|The memory ran out or was damaged .* choose a narrower last block)/).first()).toBeVisible();
  expect(faults.filter((fault) => !/memory/.test(fault))).toEqual([]);
  faults.length = 0;
});

test('a policy that forbids WebAssembly is named', async ({ page }) => {
  await page.route('**/*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': "default-src 'self'; script-src 'self'" } });
  });
  const desk = await new Desk(page).open(`${TINY}&backend=wasm`);
  await desk.start();
  await desk.reaches('failed', 60);
  await expect(page.getByText(/content security policy lacks “wasm-unsafe-eval” in script-src/).first()).toBeVisible();
});
