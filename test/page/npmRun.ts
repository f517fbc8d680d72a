/** A command of this project, as a script uses it. */
import { spawn } from 'node:child_process';
import { projectRoot } from '../../src/command/projectRoot';

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export function npmRun(command: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '-s', command, '--', ...args], { cwd: projectRoot, shell: process.platform === 'win32' });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
