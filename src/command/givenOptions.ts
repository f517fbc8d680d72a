/** What the commands that make runs share in reading their arguments. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { BackendWish } from '../worker/protocol';

const backendNames = ['auto', 'webgpu', 'wasm'] as const;

/** Exit code 2. Its message says what to change. */
export class UnusableArguments extends Error {
  override name = 'UnusableArguments';
}

/** `parseArgs`, whose errors end in how the command is used. Throws `UnusableArguments`. */
export function parsedArguments<const Config extends ParseArgsConfig>(config: Config, usage: string): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UnusableArguments(`${(error as Error).message.split('. ')[0]}. ${usage}`, { cause: error });
  }
}

/** Throws `UnusableArguments`. */
export function givenBackend(given: string): BackendWish {
  const backend = backendNames.find((name) => name === given);
  if (backend === undefined) throw new UnusableArguments(`--backend was ${given}; give one of ${backendNames.join(', ')}.`);
  return backend;
}

/** Absolute. Throws `UnusableArguments` where it is no folder. */
export function givenFolder(option: string, given: string): string {
  const found = path.resolve(given);
  if (!statSync(found, { throwIfNoEntry: false })?.isDirectory()) throw new UnusableArguments(`${option} was ${given}, which is no folder; give one that exists.`);
  return found;
}
