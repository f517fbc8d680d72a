/** Runs an experiment in the real page, opened in headless Chromium, through the page's scripting entry. */
import type { Browser } from '@playwright/test';
import type { BackendWish, RunEvent } from '../worker/protocol';
import type { Scripting } from '../worker/scripting';

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
  onEvent: (event: RunEvent) => void;
}

/** Resolves to all events of the run but its pictures; throws `RunFailed` where it did not finish. */
export async function runInPage(browser: Browser, { address, query, backend, onEvent }: PageRun): Promise<RunEvent[]> {
  const page = await browser.newPage();
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
    ([query, backend]) => {
      const { expandOrNarrow, tellCommand } = window as unknown as { expandOrNarrow: Scripting; tellCommand: (event: RunEvent) => Promise<void> };
      return expandOrNarrow.run(query, { backend }, (event) => void tellCommand(event));
    },
    [query, backend] as const,
  );
  const events = await Promise.race([outcome, crash]);
  const last = events.at(-1);
  if (last?.kind === 'state' && last.failure) throw new RunFailed(last.failure.message);
  return events;
}
