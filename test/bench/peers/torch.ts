/** PyTorch's step, where a Python with torch is installed. */
import { execFile, spawnSync } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Repetitions } from '../step';

export interface TorchTimes {
  milliseconds: number[];
  version: string;
}

const interpreters = ['/usr/bin/python3', 'python3'];

function pythonWithTorch(): string | null {
  return interpreters.find((python) => spawnSync(python, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0) ?? null;
}

/** Null where there is no PyTorch. */
export async function torchStep({ rows, threads, warmUps, timed }: { rows: number; threads: number } & Repetitions): Promise<TorchTimes | null> {
  const python = pythonWithTorch();
  if (python === null) return null;
  const script = path.join(import.meta.dirname, 'torch_step.py');
  const { stdout } = await promisify(execFile)(python, [script, ...[rows, threads, warmUps, timed].map(String)]);
  return JSON.parse(stdout) as TorchTimes;
}
