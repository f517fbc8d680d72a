/** Finds a Chromium on this machine, or installs one where that is possible without asking anybody. */
import { chromium } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

export class ChromiumMissing extends Error {
  override name = 'ChromiumMissing';
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

const macPlaces = ['Chromium', 'Google Chrome', 'Google Chrome for Testing', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

const windowsPlaces = ['Chromium\\Application\\chrome.exe', 'Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** Places to look at, most wanted first: what the person set, what the system has, what Playwright keeps. */
function places(environment: NodeJS.ProcessEnv): string[] {
  const folders = (environment.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const inPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const programFolders = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA];
  const onWindows = programFolders.flatMap((folder) => (folder ? windowsPlaces.map((place) => path.join(folder, place)) : []));
  return [...inPath, ...macPlaces, ...onWindows, chromium.executablePath()];
}

/** Ubuntu's `chromium-browser` may be a script that only names a package, so a candidate must tell its version. */
function runs(executable: string): boolean {
  if (!existsSync(executable)) return false;
  if (process.platform === 'win32') return true; // there `--version` opens a window instead
  const { status, stdout } = spawnSync(executable, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 && /chrom|edge/i.test(stdout);
}

/** Path of a Chromium that runs, or null. Throws `ChromiumMissing` where the environment names one that does not. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | null {
  const named = environment.CHROMIUM_PATH ?? environment.CHROME_BIN;
  if (named !== undefined && named !== '') {
    if (runs(named)) return named;
    const variable = environment.CHROMIUM_PATH === named ? 'CHROMIUM_PATH' : 'CHROME_BIN';
    throw new ChromiumMissing(`${variable} names ${named}, but no browser runs there; correct the path or unset the variable.`);
  }
  return places(environment).find(runs) ?? null;
}

/** As `findChromium`, but installs one where none is found: with apt as root, else into Playwright's own folder. */
export function findOrInstallChromium(say: (sentence: string) => void): string {
  const found = findChromium();
  if (found !== null) return found;
  for (const [how, command, ...rest] of installers()) {
    say(`No Chromium was found; installing one with ${how} …`);
    spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
    const installed = findChromium();
    if (installed !== null) return installed;
  }
  throw new ChromiumMissing('No Chromium was found and none could be installed; install Chromium or Chrome, or set CHROMIUM_PATH to its executable.');
}

type Installer = [how: string, command: string, ...rest: string[]];

function installers(): Installer[] {
  const isRoot = process.getuid?.() === 0;
  const hasApt = existsSync('/usr/bin/apt-get');
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
  return [
    ...(isRoot && hasApt ? [['apt', 'sh', '-c', 'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium'] satisfies Installer] : []),
    ['Playwright', process.execPath, playwright, 'install', 'chromium'],
  ];
}
