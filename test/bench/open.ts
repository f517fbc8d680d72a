/** Starts what rows measure with, each part at its first use, and takes everything down again. */
import type { Browser } from '@playwright/test';
import { buildPage } from '../../src/command/buildPage';
import { launchChromium } from '../../src/command/chromium';
import { servePage } from '../../src/command/servePage';
import { measureIn } from './browserMeasurements';
import { buildNodeScript, removeFolder, serveBenchPage, temporaryFolder } from './build';
import { measureInNode } from './nodeMeasurements';
import type { Bench } from './rows/plan';

/** Away from the ports of `npm start` and of the experiments. */
const PAGE_PORT = 4373;

export interface OpenBench extends Bench {
  close(): Promise<void>;
}

function once<Result>(start: () => Promise<Result>): () => Promise<Result> {
  let started: Promise<Result> | null = null;
  return () => (started ??= start());
}

export function openBench(say: (sentence: string) => void): OpenBench {
  let launched: Browser | null = null;
  const closing: (() => unknown)[] = [];
  const folder = () => {
    const made = temporaryFolder();
    closing.push(() => removeFolder(made));
    return made;
  };
  const browser = once(async () => (launched = await launchChromium({ softwareWebGpu: true, say })));
  const benchPage = once(async () => {
    const served = await serveBenchPage(folder());
    closing.push(served.close);
    return served.address;
  });
  const page = once(async () => {
    await buildPage(say);
    const served = await servePage({ port: PAGE_PORT, host: 'localhost' });
    closing.push(served.close);
    return served.addresses[0]!;
  });
  const script = once(() => buildNodeScript(folder(), 'nullDevice.ts'));
  return {
    browser,
    page,
    measure: measureIn(browser, benchPage),
    measureOnNullDevice: measureInNode(script),
    async close() {
      await launched?.close(); // before the servers, which wait for its connections to end
      for (const end of closing.reverse()) await end();
    },
  };
}
