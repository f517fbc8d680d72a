/** Measures in Chromium: every measurement in a page of its own, and once only where several rows need it. */
import type { Browser } from '@playwright/test';
import type { Measurements } from './measurements';
import type { MeasureRequest } from './worker';

const MEASUREMENT_TIMEOUT_SECONDS = 300;

export type Measure = <Name extends keyof Measurements>(name: Name, given: Measurements[Name]['given']) => Promise<Measurements[Name]['found']>;

export function measureIn(browser: () => Promise<Browser>, address: () => Promise<string>): Measure {
  const done = new Map<string, Promise<unknown>>();
  const measureOnce = async (request: MeasureRequest): Promise<unknown> => {
    const served = await address();
    const page = await (await browser()).newPage();
    try {
      await page.goto(served);
      await page.waitForFunction(() => Boolean(window.measure));
      const answer = await withinTime(page.evaluate((request) => window.measure(request), request), request.name);
      if ('failure' in answer) throw new Error(answer.failure);
      return answer.found;
    } finally {
      await page.close();
    }
  };
  return <Name extends keyof Measurements>(name: Name, given: Measurements[Name]['given']) => {
    const request = { name, given } as MeasureRequest;
    const key = JSON.stringify(request);
    if (!done.has(key)) done.set(key, measureOnce(request));
    return done.get(key) as Promise<Measurements[Name]['found']>;
  };
}

async function withinTime<Result>(work: Promise<Result>, what: string): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${MEASUREMENT_TIMEOUT_SECONDS} s`)), MEASUREMENT_TIMEOUT_SECONDS * 1000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
