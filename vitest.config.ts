import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { assemblyScript } from './src/command/assemblyScript.ts';

/** Unit tests run in Node without vite.config.ts: they need no page, and start faster without its other plugins. */
export default defineConfig({
  plugins: [assemblyScript()],
  test: {
    include: ['test/**/*.test.ts'],
    // Kernels and probes run on the plain CPU backend here, on machines with two cores.
    testTimeout: 60_000,
    // By default one fewer than there are cores, which is one on the smallest machines that run this.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', './test/support/unitCounts.ts'],
  },
});
