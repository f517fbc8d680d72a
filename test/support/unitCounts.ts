/** A vitest reporter that leaves the counts of the unit tests. */
import type { Reporter, TestModule } from 'vitest/node';
import { writeCounts } from './counts';

export default class UnitCounts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      counts.failed += module.errors().length; // a file that could not be loaded has no tests to fail
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'pending') counts.failed++;
        else counts[state]++;
      }
    }
    writeCounts('unit', counts);
  }
}
