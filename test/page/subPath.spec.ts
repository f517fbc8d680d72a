/** The build on hosts that set no header, or a strict policy. */
import { Desk, expect, quickRun, test as base } from './desk';
import { type PlainHost, serveSubPath } from './subPath';

const test = base.extend<{ headers: Record<string, string>; host: PlainHost }>({
  headers: [{}, { option: true }],
  host: async ({ headers }, use) => {
    const host = await serveSubPath(headers);
    await use(host);
    host.close();
  },
  baseURL: async ({ host }, use) => use(host.address),
});

test('trains below a path of a static host, with one thread', async ({ page }) => {
  const desk = await new Desk(page).open(quickRun(4));
  await desk.start();
  await desk.reaches('finished');
  await expect(desk.device).toContainText('one thread');
});

test.describe('under a strict content security policy', () => {
  test.use({
    headers: {
      'Content-Security-Policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
  });

  test('trains with threads, and nothing of the page is refused', async ({ page }) => {
    const desk = await new Desk(page).open(`${quickRun(4)}&backend=wasm`);
    await desk.start();
    await desk.reaches('finished');
    await expect(desk.device).toContainText(/\d threads/);
  });
});
