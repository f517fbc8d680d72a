import type { Browser } from '@playwright/test';
import os from 'node:os';
import type { Machine } from './report';

/** WebGPU is for secure pages only, and an address of this machine is one, whoever answers there. */
const SECURE_ADDRESS = 'http://localhost/';

async function adapterOf(browser: Browser): Promise<string | null> {
  const page = await browser.newPage();
  try {
    await page.route(SECURE_ADDRESS, (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await page.goto(SECURE_ADDRESS);
    return await page.evaluate(async () => {
      const adapter = await (navigator as { gpu?: GPU }).gpu?.requestAdapter();
      if (!adapter) return null;
      const { vendor, architecture, device, description } = adapter.info;
      return [...new Set([description, vendor, architecture, device])].filter(Boolean).join(', ') || 'unnamed';
    });
  } finally {
    await page.close();
  }
}

export async function describeMachine(browser: Browser): Promise<Machine> {
  return {
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    memoryGb: Math.round(os.totalmem() / 1e9),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.version,
    chromium: browser.version(),
    adapter: await adapterOf(browser),
    date: new Date().toISOString(),
  };
}
