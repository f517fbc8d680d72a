/** Runs an experiment in the real page, opened in headless Chromium, through the page's scripting entry. */
import type { Browser, Page } from '@playwright/test';
import type { Scripting } from '../runs/scripting';
import type { BackendWish, RunEvent } from '../worker/protocol';
import type { ExperimentReport } from '../record/report';

/** How long the page may take to load and offer its entry. */
const ENTRY_TIMEOUT_MS = 60_000;

/** Exit code 1. Its message is the run's own, or says what happened to the browser. */
export class RunFailed extends Error {
  override name = 'RunFailed';
}

export interface PageRun {
  address: string;
  query: string;
  backend: BackendWish;
  /** Whether every probe judges the network in the end. */
  judge: boolean;
  onEvent: (event: RunEvent) => void;
}

/** In a tab of its own, closed afterwards. Throws `RunFailed`. */
export async function runInPage(browser: Browser, run: PageRun): Promise<ExperimentReport> {
  const page = await browser.newPage();
  try {
    return await runInTab(page, run);
  } finally {
    await page.close().catch(() => undefined); // a crashed one cannot be closed and is gone already
  }
}

async function runInTab(page: Page, { address, query, backend, judge, onEvent }: PageRun): Promise<ExperimentReport> {
  const crash = new Promise<never>((_, reject) => {
    page.once('crash', () => reject(new RunFailed('The browser’s page crashed, most likely for lack of memory; choose a narrower last block, a smaller batch or fewer images.')));
  });
  crash.catch(() => undefined); // it may come while something else is awaited, which then fails by itself
  await page.exposeFunction('tellCommand', onEvent);
  await page.goto(address);
  await page.waitForFunction(() => 'expandOrNarrow' in window, undefined, { timeout: ENTRY_TIMEOUT_MS }).catch((error: unknown) => {
    throw new RunFailed(`The page at ${address} did not start within ${ENTRY_TIMEOUT_MS / 1000} s; rebuild it with npm run build and try again.`, { cause: error });
  });
  const outcome = page.evaluate(
    async ([query, backend, judge]) => {
      const { expandOrNarrow, tellCommand } = window as unknown as { expandOrNarrow: Scripting; tellCommand: (event: RunEvent) => Promise<void> };
      try {
        const report = await expandOrNarrow.run(query, { backend, judge }, (event) => {
          // Pictures would cost more than the steps between them.
          if (!['views', 'originals', 'reconstruction', 'end'].includes(event.kind)) void tellCommand(event);
        });
        return { report };
      } catch (error) {
        return { failure: error instanceof Error ? error.message : String(error) };
      }
    },
    [query, backend, judge] as const,
  );
  const result = await Promise.race([outcome, crash]);
  if ('failure' in result) throw new RunFailed(result.failure);
  return result.report;
}
