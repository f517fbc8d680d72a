/** The build on a plain static host, below a path and without the headers that `npm start` sets. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { distFolder } from '../../src/command/buildPage';

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.wasm': 'application/wasm', '.json': 'application/json' };

export interface PlainHost {
  address: string;
  close(): void;
}

/** `headers` are added to every answer. */
export async function serveSubPath(headers: Record<string, string> = {}): Promise<PlainHost> {
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://host').pathname;
    const below = /^\/some\/sub\/path\/(.*)$/.exec(asked)?.[1];
    if (below === undefined) return void response.writeHead(404).end();
    const file = path.join(distFolder, below || 'index.html');
    readFile(file).then(
      (bytes) => response.writeHead(200, { 'Content-Type': types[path.extname(file)] ?? 'application/octet-stream', ...headers }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}/some/sub/path/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
