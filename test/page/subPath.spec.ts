/** The build on a plain static host, below a path and without the headers that `npm start` sets. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { distFolder } from '../../src/command/buildPage';
import { Desk, expect, quickRun, test as base } from './desk';

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.wasm': 'application/wasm', '.json': 'application/json' };

async function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://host').pathname;
    const below = /^\/some\/sub\/path\/(.*)$/.exec(asked)?.[1];
    if (below === undefined) response.writeHead(404).end();
    else {
      const file = path.join(distFolder, below || 'index.html');
      readFile(file).then(
        (bytes) => response.writeHead(200, { 'Content-Type': types[path.extname(file)] ?? 'application/octet-stream' }).end(bytes),
        () => response.writeHead(404).end(),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return server;
}

const test = base.extend<object, { host: Server }>({
  host: [
    async ({}, use) => {
      const server = await serve();
      await use(server);
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ host }, use) => use(`http://localhost:${(host.address() as AddressInfo).port}/some/sub/path/`),
});

test('trains below a path of a static host, with one thread', async ({ page }) => {
  const desk = await new Desk(page).open(quickRun(4));
  await desk.start();
  await desk.reaches('finished');
  await expect(desk.device).toContainText('one thread');
});
