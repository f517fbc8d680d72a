/** A Python with PyTorch, where there is one. */
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const interpreters = [process.env.PYTHON_WITH_TORCH, '/usr/bin/python3', 'python3'].filter((path) => path !== undefined);

/** Null where there is none. */
export const python = interpreters.find((path) => spawnSync(path, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0) ?? null;

export const missingTorch = python ? null : 'PyTorch was not found; install python3-torch (Debian) or name a Python that has it in PYTHON_WITH_TORCH';

const environment = { ...process.env, OMP_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' };

async function run(parameters: readonly string[], cwd?: string): Promise<string> {
  const { stdout } = await promisify(execFile)(python!, parameters, { env: environment, cwd, maxBuffer: 2 ** 26 });
  return stdout;
}

/** What it prints. Rejects, with its last words, where it fails. */
export function runPython(script: string, parameters: readonly string[], cwd?: string): Promise<string> {
  return run([script, ...parameters], cwd);
}

/** The same on two processes on this machine, as `torchrun --nproc_per_node=2` starts them; their logs go into a folder. */
export function runOnTwo(script: string, parameters: readonly string[], logs: string, cwd?: string): Promise<string> {
  // Debian's PyTorch 1.13 with its Python 3.11 cannot start without a word on where streams go (its Std.from_str gives null for 0 and 3).
  const streams = ['--redirects', '2', '--tee', '2', '--log_dir', logs];
  return run(['-m', 'torch.distributed.run', '--standalone', '--nproc_per_node=2', ...streams, script, ...parameters], cwd);
}
