/**
 * `npm test`: every suite, each to its end even where one before it failed. Its last line adds up what they counted;
 * lint and type check count as one test each.
 */
import { spawn } from 'node:child_process';
import { projectRoot } from '../src/command/projectRoot';
import { type Counts, forgetCounts, readCounts } from './support/counts';

interface Suite {
  script: string;
  /** What it writes its counts under; null where its exit code is all there is. */
  counts: Parameters<typeof readCounts>[0] | null;
}

/** Stage after stage; what stands in one stage runs side by side, where one core would wait. */
const stages: readonly (readonly Suite[])[] = [
  [{ script: 'lint', counts: null }, { script: 'typecheck', counts: null }],
  [{ script: 'test:unit', counts: 'unit' }],
  [{ script: 'test:reference', counts: 'reference' }],
  [{ script: 'test:page', counts: 'page' }],
];

function exitCodeOf(script: string): Promise<number | null> {
  return new Promise((resolve) => {
    spawn('npm', ['run', '-s', script], { cwd: projectRoot, stdio: 'inherit', shell: process.platform === 'win32' }).on('close', resolve);
  });
}

async function runSuite({ script, counts: suite }: Suite): Promise<Counts> {
  console.log(`\n── ${script}`);
  const start = performance.now();
  const status = await exitCodeOf(script);
  console.log(`── ${script} ${status === 0 ? 'passed' : 'failed'} after ${((performance.now() - start) / 1000).toFixed(0)} s`);
  const counted = suite === null ? { passed: status === 0 ? 1 : 0, failed: 0, skipped: 0 } : readCounts(suite);
  // A suite that failed without counting why, or that counted nothing, is a failure of its own.
  if (counted === null) return { passed: 0, failed: 1, skipped: 0 };
  return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

forgetCounts();
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const stage of stages) {
  for (const counted of await Promise.all(stage.map(runSuite))) {
    for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counted[key];
  }
}
if (total.skipped > 0) console.log(`\n${total.skipped} skipped; each says why above.`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
