/** A Playwright reporter that leaves the counts of the page tests. */
import type { Reporter, Suite } from '@playwright/test/reporter';
import { writeCounts } from './counts';

export default class PageCounts implements Reporter {
  private tests: Suite | undefined;
  private errors = 0;

  onBegin(_config: unknown, suite: Suite): void {
    this.tests = suite;
  }

  onError(): void {
    this.errors++;
  }

  onEnd(): void {
    const counts = { passed: 0, failed: this.errors, skipped: 0 };
    for (const test of this.tests?.allTests() ?? []) {
      const outcome = test.outcome();
      counts[outcome === 'skipped' ? 'skipped' : outcome === 'unexpected' ? 'failed' : 'passed']++;
    }
    writeCounts('page', counts);
  }
}
