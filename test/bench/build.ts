/** Builds what the benchmark runs in Chromium and in a Node of its own, as the real page is built. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build, preview, type InlineConfig, type Plugin } from 'vite';
import { assemblyScript } from '../../src/command/assemblyScript';
import { isolationHeaders } from '../../src/command/isolationHeaders';
import { projectRoot } from '../../src/command/projectRoot';
import { withoutThreadPool } from '../../src/command/withoutThreadPool';

/** Away from the ports of the page and its tests. */
const PORT = 5390;

const sourcePlugins = (): Plugin[] => [assemblyScript(), withoutThreadPool()];

const shared = { configFile: false, root: import.meta.dirname, logLevel: 'error' } as const satisfies InlineConfig;

/** Inside node_modules, so that a script built there finds the packages that it leaves out. The caller removes it. */
export function temporaryFolder(): string {
  const modules = path.join(projectRoot, 'node_modules');
  mkdirSync(modules, { recursive: true });
  return mkdtempSync(path.join(modules, '.bench-'));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

export interface ServedBench {
  address: string;
  close: () => Promise<void>;
}

export async function serveBenchPage(folder: string): Promise<ServedBench> {
  await build({
    ...shared,
    base: './',
    plugins: sourcePlugins(),
    worker: { format: 'es', plugins: sourcePlugins },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2023',
      chunkSizeWarningLimit: 10_000,
      rollupOptions: { input: path.join(import.meta.dirname, 'page.html') },
    },
  });
  const server = await preview({ ...shared, build: { outDir: folder }, preview: { port: PORT, headers: isolationHeaders } });
  return { address: `${server.resolvedUrls!.local[0]!}page.html`, close: () => server.close() };
}

/** Path of the built script. */
export async function buildNodeScript(folder: string, entry: string): Promise<string> {
  await build({
    ...shared,
    plugins: sourcePlugins(),
    ssr: { noExternal: /^@tensorflow\// },
    build: { ssr: path.join(import.meta.dirname, entry), outDir: folder, emptyOutDir: true, target: 'node20', rollupOptions: { output: { entryFileNames: 'script.mjs' } } },
  });
  return path.join(folder, 'script.mjs');
}
