/** Path of a Firefox that runs on this machine, installed with apt where that needs no question; null where there is none. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

function found(): string | null {
  const named = process.env.FIREFOX_PATH;
  for (const place of named ? [named] : places) {
    const executable = place.includes('/') ? place : spawnSync('which', [place], { encoding: 'utf8' }).stdout?.trim();
    if (executable && spawnSync(executable, ['--version'], { encoding: 'utf8', timeout: 20_000 }).stdout?.includes('Firefox')) return executable;
  }
  return null;
}

export function findOrInstallFirefox(say: (sentence: string) => void): string | null {
  const firefox = found();
  if (firefox !== null || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return firefox;
  say('No Firefox was found; installing one with apt …');
  spawnSync('sh', ['-c', 'apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends firefox-esr || apt-get install -q -y firefox'], { stdio: ['ignore', 'ignore', 'inherit'] });
  return found();
}
