/** Builds the page into dist/, unless the build there is newer than everything that it is made of. */
import { chmodSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { projectRoot } from './projectRoot';

/** What the page is made of; the commands in src shape the build. */
const sources = ['index.html', 'package-lock.json', 'vite.config.ts', 'public', 'src'];

export const distFolder = path.join(projectRoot, 'dist');

/** Milliseconds since 1970 of the latest change in a file or folder; 0 where there is nothing. */
function latestChange(place: string): number {
  const found = statSync(place, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  // A folder's own time tells of files that were removed.
  return Math.max(found.mtimeMs, ...readdirSync(place).map((name) => latestChange(path.join(place, name))));
}

function isFresh(): boolean {
  const built = statSync(path.join(distFolder, 'index.html'), { throwIfNoEntry: false });
  return built !== undefined && built.mtimeMs > Math.max(...sources.map((source) => latestChange(path.join(projectRoot, source))));
}

/** `say` gets a sentence about what is being done. Throws vite's error where the build fails. */
export async function buildPage(say: (sentence: string) => void): Promise<void> {
  if (isFresh()) {
    say('The build in dist is newer than its sources, so it is used as it is.');
    return;
  }
  say('Building the page …');
  const start = performance.now();
  // Built aside and swapped in, so that neither a page being served nor another build finds half a page.
  const aside = mkdtempSync(path.join(projectRoot, 'node_modules/.page-'));
  try {
    await build({ root: projectRoot, configFile: path.join(projectRoot, 'vite.config.ts'), logLevel: 'error', build: { outDir: aside, emptyOutDir: true } });
    if (isFresh()) {
      say('Another command has built the page meanwhile.'); // and may be serving it
      return;
    }
    rmSync(distFolder, { recursive: true, force: true });
    chmodSync(aside, 0o755); // temporary folders are private, a served one is not
    renameSync(aside, distFolder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  say(`Built in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
}
