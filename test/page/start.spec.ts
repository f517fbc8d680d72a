/** `npm start`: says where the page is, isolates it, moves on from a busy port. */
import { expect, test } from '@playwright/test';
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { projectRoot } from '../../src/command/projectRoot';

const BUSY_PORT = 5390;

/** Without npm between, which would not hand on the signal that ends it. */
function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', path.join(projectRoot, 'src/command/start.ts'), ...args], { cwd: projectRoot });
}

test('serves an isolated page on the next free port and ends when told to', async () => {
  const other = createServer().listen(BUSY_PORT, 'localhost');
  const child = start('--port', String(BUSY_PORT));
  try {
    let said = '';
    child.stdout!.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await expect.poll(() => said, { timeout: 60_000 }).toMatch(/http:\/\/localhost:\d+\//);
    const address = /http:\/\/localhost:(\d+)\//.exec(said)!;
    expect(Number(address[1])).toBeGreaterThan(BUSY_PORT);
    const page = await fetch(address[0]);
    expect(await page.text()).toContain('Expand or narrow');
    expect(page.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(page.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(143); // as any server that ends on this signal
    other.close();
  }
});
