/** `npm run -s test:unit [-- vitest options]`: vitest, with the environment in which Dawn finds a WebGPU adapter. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { projectRoot } from '../src/command/projectRoot';
import { webgpuEnvironment } from './support/webgpuEnvironment';

const vitest = path.join(path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

const { status } = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
  cwd: projectRoot,
  stdio: 'inherit',
  env: { ...process.env, ...webgpuEnvironment() },
});
process.exit(status ?? 1);
