import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './projectRoot';

/** What the page is made of, for telling whether a run could be repeated with the same code. */
const sources = ['src', 'index.html', 'package-lock.json', 'vite.config.ts'];

/** "0.1.0+2221eb0", ".changed" behind it where sources differ from the commit; the version alone outside a checkout. */
export function pageVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  try {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const commit = git('rev-parse', '--short', 'HEAD');
    return `${version}+${commit}${git('status', '--porcelain', '--', ...sources) === '' ? '' : '.changed'}`;
  } catch {
    return version;
  }
}
