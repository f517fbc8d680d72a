/** The built page in headless Chromium, for commands that make runs with it. */
import type { ExperimentReport } from '../record/report';
import type { BackendWish, RunEvent } from '../worker/protocol';
import { buildPage } from './buildPage';
import { launchChromium } from './chromium';
import { runInPage } from './runInPage';
import { servePage } from './servePage';

/** Away from the port of `npm start`, so that both can run. */
const FIRST_PORT = 4273;

/** Stands for whatever failed because a signal closed the browser; the command has said so already. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}

export interface HeadlessOptions {
  backend: BackendWish;
  dataDirectory?: string;
  say: (sentence: string) => void;
  /** What is said when a signal ends the command. */
  farewell: () => string;
}

export interface HeadlessPage {
  /** One run in a tab of its own. Throws `RunFailed`. */
  run(wish: { query: string; judge: boolean; onEvent: (event: RunEvent) => void }): Promise<ExperimentReport>;
}

/** Builds where needed, serves, opens the browser, and closes everything again. Ends the process on SIGINT and SIGTERM. */
export async function withHeadlessPage<Result>({ backend, dataDirectory, say, farewell }: HeadlessOptions, use: (page: HeadlessPage) => Promise<Result>): Promise<Result> {
  await buildPage(say);
  const browser = await launchChromium({ softwareWebGpu: backend.endsWith('webgpu'), say });
  let interrupted = false;
  const leave = (code: number) => () => {
    interrupted = true;
    say(farewell());
    void browser.close().finally(() => process.exit(code));
  };
  const [onInterrupt, onTerminate] = [leave(130), leave(143)];
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onTerminate);
  try {
    const served = await servePage({ port: FIRST_PORT, host: 'localhost', ...(dataDirectory !== undefined && { dataDirectory }) });
    try {
      return await use({ run: (wish) => runInPage(browser, { address: served.addresses[0]!, backend, ...wish }) });
    } finally {
      await browser.close(); // before the server, which waits for its connections to end
      await served.close();
    }
  } catch (error) {
    throw interrupted ? new Interrupted() : error;
  } finally {
    await browser.close();
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onTerminate);
  }
}
